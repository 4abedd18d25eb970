import { Ban } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import type { KeySelection } from './use-key-selection.ts';

/** What can be done with the ticked keys; not there while none is. */
export function SelectionBar({ selection, onRevoke }: { selection: KeySelection; onRevoke: () => void }) {
  const { rows, selectable, setAll } = selection;
  if (rows.length === 0) return null;
  return (
    <section aria-label="Selected keys" className="flex flex-wrap items-center gap-2 border-b bg-accent-wash px-4 py-2">
      <p role="status" className="mr-auto text-13 max-sm:w-full text-accent-ink tabular-nums">
        {rows.length} of {selectable.length} selected
      </p>
      {rows.length < selectable.length ? (
        <Button size="sm" onClick={() => setAll(true)}>
          Select all {selectable.length}
        </Button>
      ) : null}
      <Button size="sm" onClick={() => setAll(false)}>
        Clear
      </Button>
      <Button size="sm" variant="danger" onClick={onRevoke}>
        <Ban aria-hidden />
        Revoke
      </Button>
    </section>
  );
}
