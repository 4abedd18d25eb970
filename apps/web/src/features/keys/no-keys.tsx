import type { KeyView } from '@gridsky/api/services';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { defaultFilter, isNarrowed, type KeyFilter } from './key-filter.ts';

/** Why the table has no rows, and the one thing that changes it. */
export function NoKeys({ all, filter, onShow, create }: NoKeysProps) {
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        title="No key matches"
        action={<Button onClick={() => onShow({ ...defaultFilter, sort: filter.sort })}>Clear the filters</Button>}
      >
        Other keys of this tenant are hidden by the search and filters above.
      </EmptyState>
    );
  }
  const revoked = all.length;
  if (revoked > 0) {
    return (
      <EmptyState title="No key is in use" action={create}>
        {revoked === 1 ? 'The only key so far is' : `All ${revoked} keys so far are`} revoked.{' '}
        <button
          type="button"
          className="text-accent-ink underline underline-offset-4"
          onClick={() => onShow({ state: 'all' })}
        >
          Show revoked keys
        </button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No keys yet" action={create}>
      A program needs one to call the API.
    </EmptyState>
  );
}

interface NoKeysProps {
  all: readonly KeyView[];
  filter: KeyFilter;
  onShow: (change: Partial<KeyFilter>) => void;
  create: ReactNode;
}
