'use client';

import { useRef } from 'react';

/** What had the focus on the page itself when a dialog last opened. */
let lastOnPage: HTMLElement | null = null;

/**
 * Remembers what had the focus when a dialog opens, and gives it back when the dialog closes: dialogs that are opened
 * by a page's state have no trigger to return to. An entry of a menu is gone by then, so its menu's button stands for it;
 * so does, for a dialog that follows another one, what had opened the first.
 */
export function useReturnFocus() {
  const opener = useRef<HTMLElement | null>(null);
  const remember = () => {
    const active = document.activeElement;
    const menuButton = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
    const origin = menuButton ? document.getElementById(menuButton) : active;
    const onPage = origin !== document.body && !origin?.closest('dialog, [role="dialog"], [role="alertdialog"]');
    if (onPage && origin instanceof HTMLElement) lastOnPage = origin;
    opener.current = lastOnPage;
  };
  const restore = (event: Event) => {
    if (!opener.current?.isConnected) return;
    event.preventDefault();
    opener.current.focus();
  };
  return { remember, restore };
}
