'use client';

import { AliasDialog } from './alias-dialog.tsx';
import { DisableModelDialog } from './disable-model-dialog.tsx';
import { ModelPriceDialog } from './model-price-dialog.tsx';
import type { OpenPlatformModelDialog } from './models-view.tsx';
import { RemoveAliasDialog } from './remove-alias-dialog.tsx';

/** Everything about the platform's models that asks first. */
export function PlatformModelDialogs({ open, onClose, onChanged }: PlatformModelDialogsProps) {
  const modelOf = (kind: OpenPlatformModelDialog['kind']) =>
    open && 'model' in open && open.kind === kind ? open.model : null;
  return (
    <>
      <ModelPriceDialog model={modelOf('price')} onClose={onClose} onChanged={onChanged} />
      <DisableModelDialog model={modelOf('disable')} onClose={onClose} onChanged={onChanged} />
      <AliasDialog model={modelOf('alias')} onClose={onClose} onChanged={onChanged} />
      <RemoveAliasDialog
        alias={open?.kind === 'removeAlias' ? open.alias : null}
        onClose={onClose}
        onChanged={onChanged}
      />
    </>
  );
}

interface PlatformModelDialogsProps {
  /** null: none. */
  open: OpenPlatformModelDialog | null;
  onClose: () => void;
  onChanged: () => void;
}
