'use client';

import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import type { OpenedProps } from './command-menu.tsx';
import { overlayStyles } from './dialog.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/** The place of a command list over the page. */
export function CommandDialog({ label, open, onOpenChange, children }: OpenedProps & { children: ReactNode }) {
  const { remember, restore } = useReturnFocus();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyles} />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={restore}
          className="fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 animate-fade overflow-hidden rounded-lg border bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">{label}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
