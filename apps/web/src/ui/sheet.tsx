'use client';

import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';

/**
 * A panel from the edge of the screen: the navigation on narrow screens, details of a row. It is the browser's own modal
 * dialog, which keeps and gives back the focus and makes the page behind inert without a script of ours.
 */
export function Sheet({ open, onOpenChange, title, hideTitle, side = 'left', wide, children }: SheetProps) {
  const sheet = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before the panel leaves the page: once it has gone, closing it gives the focus back to nobody.
  useLayoutEffect(() => {
    const { current } = sheet;
    if (!open || !current) return;
    current.showModal();
    const release = holdScroll();
    return () => {
      release();
      current.close();
    };
  }, [open]);
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way, and the browser's own.
    <dialog
      ref={sheet}
      aria-labelledby={titleId}
      onClose={() => {
        if (open && !sheet.current?.open) onOpenChange(false);
      }}
      // The panel's content covers it: what hits the element itself hit the page behind.
      onClick={(event) => {
        if (event.target === event.currentTarget) onOpenChange(false);
      }}
      className={classNames(
        'fixed inset-y-0 m-0 h-dvh max-h-none max-w-none overflow-y-auto overscroll-contain bg-surface text-ink shadow-float backdrop:animate-fade backdrop:bg-overlay',
        wide ? 'w-[min(30rem,calc(100vw-1rem))]' : 'w-[min(20rem,calc(100vw-3rem))]',
        side === 'left' ? 'left-0 animate-slide border-r' : 'right-0 left-auto animate-fade border-l',
      )}
    >
      {open ? (
        <div className="relative flex min-h-full flex-col">
          <h2 id={titleId} className={hideTitle ? 'sr-only' : 'px-4 pt-4 pr-12 text-16 font-semibold'}>
            {title}
          </h2>
          <Button
            variant="ghost"
            size="icon"
            aria-label="Close"
            className="absolute! top-3 right-3"
            onClick={() => onOpenChange(false)}
          >
            <X aria-hidden />
          </Button>
          {children}
        </div>
      ) : null}
    </dialog>,
    // Inside what a wider screen hides, it would be unseen and still make the page inert.
    document.body,
  );
}

/** The page behind stays where it is, and as wide as it is. Returns how to let it go. */
function holdScroll(): () => void {
  const { style, clientWidth } = document.documentElement;
  if (window.innerWidth > clientWidth) style.scrollbarGutter = 'stable';
  style.overflow = 'hidden';
  return () => {
    style.scrollbarGutter = '';
    style.overflow = '';
  };
}

interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  hideTitle?: boolean;
  side?: 'left' | 'right';
  wide?: boolean;
  children: ReactNode;
}
