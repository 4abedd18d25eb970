'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { useReturnFocus } from './use-return-focus.ts';

/**
 * A modal dialog. With `locked` neither Escape, the overlay nor a cross closes it: only what the footer offers does
 * (a secret that is shown once must not vanish by a stray click). A form begins in its first field.
 */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  footer,
  locked,
  wide,
  children,
}: DialogProps) {
  const { remember, restore } = useReturnFocus();
  const focusFirstField = (event: Event) => {
    remember();
    if (!(event.target instanceof HTMLElement)) return;
    const field = event.target.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, [role="combobox"]');
    if (!field) return;
    event.preventDefault();
    field.focus();
  };
  const keepOpen = (event: Event) => {
    if (locked) event.preventDefault();
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={overlayStyles} />
        <Radix.Content
          onOpenAutoFocus={focusFirstField}
          onCloseAutoFocus={restore}
          onEscapeKeyDown={keepOpen}
          onPointerDownOutside={keepOpen}
          onInteractOutside={keepOpen}
          aria-describedby={description ? undefined : ''}
          className={classNames(panelStyles, wide ? 'max-w-2xl' : 'max-w-lg')}
        >
          <div className="grid gap-1 pr-8">
            <Radix.Title className="text-16 font-semibold">{title}</Radix.Title>
            {description ? (
              <Radix.Description className="text-14 text-ink-muted">{description}</Radix.Description>
            ) : null}
          </div>
          {locked ? null : (
            <Radix.Close asChild>
              <Button variant="ghost" size="icon" aria-label="Close" className="absolute! top-3 right-3">
                <X aria-hidden />
              </Button>
            </Radix.Close>
          )}
          {children}
          {footer ? <div className={footerStyles}>{footer}</div> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the dialog around it: wrap a `Button` of the footer. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}

interface DialogProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  locked?: boolean;
  wide?: boolean;
  children?: ReactNode;
}

export const overlayStyles = 'fixed inset-0 z-40 animate-fade bg-overlay';
export const panelStyles =
  'fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-1/2 animate-fade gap-4 overflow-y-auto rounded-lg border bg-surface p-5 shadow-float';
export const footerStyles = 'flex flex-wrap justify-end gap-2 pt-1';
/** Around a refusal, and its buttons: no gap where nothing was refused. */
export const endStyles = 'grid gap-4 [&>[role=alert]:empty]:-mb-4';
