'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { overlayStyles } from './dialog.tsx';
import { useReturnFocus } from './use-return-focus.ts';

/** A panel from the edge of the screen: the navigation on narrow screens, details of a row. */
export function Sheet({ open, onOpenChange, title, hideTitle, side = 'left', wide, children }: SheetProps) {
  const { remember, restore } = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayStyles} />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={restore}
          className={classNames(
            'fixed inset-y-0 z-50 flex flex-col overflow-y-auto bg-surface shadow-float',
            wide ? 'w-[min(30rem,calc(100vw-1rem))]' : 'w-[min(20rem,calc(100vw-3rem))]',
            side === 'left' ? 'left-0 animate-slide border-r' : 'right-0 animate-fade border-l',
          )}
        >
          <Radix.Title className={hideTitle ? 'sr-only' : 'px-4 pt-4 pr-12 text-16 font-semibold'}>{title}</Radix.Title>
          <Radix.Close asChild>
            <Button variant="ghost" size="icon" aria-label="Close" className="absolute! top-3 right-3">
              <X aria-hidden />
            </Button>
          </Radix.Close>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface SheetProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  hideTitle?: boolean;
  side?: 'left' | 'right';
  wide?: boolean;
  children: ReactNode;
}
