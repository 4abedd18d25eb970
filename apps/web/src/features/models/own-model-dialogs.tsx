'use client';

import type { PrivateModelView } from '@gridsky/api/services';
import { CodeDialog } from './code-dialog.tsx';
import { ModelFormDialog } from './model-form-dialog.tsx';
import { RemoveModelDialog } from './remove-model-dialog.tsx';

/** Which dialog is open, and for which model. */
export type OpenModelDialog = { kind: 'add' } | { kind: 'edit' | 'code' | 'remove'; row: PrivateModelView };

/** Everything about own models that asks or shows something first. */
export function OwnModelDialogs({ open, all, apiUrl, onClose, onSaved, onRemoved }: OwnModelDialogsProps) {
  const rowOf = (kind: OpenModelDialog['kind']) => (open && 'row' in open && open.kind === kind ? open.row : null);
  const edited = rowOf('edit');
  return (
    <>
      <ModelFormDialog
        open={open?.kind === 'add' || edited !== null}
        row={edited}
        others={all.filter(({ id }) => id !== edited?.id)}
        apiUrl={apiUrl}
        onClose={onClose}
        onSaved={onSaved}
      />
      <CodeDialog row={rowOf('code')} apiUrl={apiUrl} onClose={onClose} />
      <RemoveModelDialog row={rowOf('remove')} onClose={onClose} onRemoved={onRemoved} />
    </>
  );
}

interface OwnModelDialogsProps {
  /** null: none. */
  open: OpenModelDialog | null;
  all: readonly PrivateModelView[];
  /** Origin of the API. */
  apiUrl: string;
  onClose: () => void;
  onSaved: (model: PrivateModelView, untested: boolean) => void;
  onRemoved: () => void;
}
