'use client';

import { AlertDialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { endStyles, footerStyles, overlayStyles, panelStyles } from './dialog.tsx';
import { FormError } from './form-error.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/** Asks before something that breaks things. `consequence` says what breaks, in numbers where there are any. */
export function ConfirmDialog({
  open,
  onOpenChange,
  trigger,
  title,
  consequence,
  confirmLabel,
  dismissLabel = 'Cancel',
  onConfirm,
  busy,
  refusal,
  children,
}: ConfirmDialogProps) {
  const { remember, restore } = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={overlayStyles} />
        <Radix.Content
          onOpenAutoFocus={remember}
          onCloseAutoFocus={restore}
          className={classNames(panelStyles, 'max-w-md')}
        >
          <div className="grid gap-1">
            <Radix.Title className="text-16 font-semibold">{title}</Radix.Title>
            <Radix.Description className="text-14 text-ink-muted">{consequence}</Radix.Description>
          </div>
          {children}
          <div className={endStyles}>
            <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
            <div className={footerStyles}>
              <Radix.Cancel asChild>
                <Button>{dismissLabel}</Button>
              </Radix.Cancel>
              <Button variant="danger" busy={busy} onClick={onConfirm}>
                {confirmLabel}
              </Button>
            </div>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ConfirmDialogProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: ReactNode;
  consequence: ReactNode;
  /** A verb: "Revoke", "Delete". */
  confirmLabel: string;
  /** Where the work itself is to cancel something, `Cancel` would be either. */
  dismissLabel?: string;
  /** The caller closes the dialog when its work is done. */
  onConfirm: () => void;
  busy?: boolean;
  /** What the server said to the last try. */
  refusal?: { message: string; requestId?: string; docs?: string } | null;
  children?: ReactNode;
}
