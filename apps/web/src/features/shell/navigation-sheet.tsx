'use client';

import { Sheet } from '../../ui/sheet.tsx';
import { Sidebar } from './sidebar.tsx';

/** The navigation of narrow screens, over the page. */
export function NavigationSheet({ pathname, open, onOpenChange }: NavigationSheetProps) {
  return (
    <Sheet title="Navigation" hideTitle open={open} onOpenChange={onOpenChange}>
      <Sidebar pathname={pathname} />
    </Sheet>
  );
}

interface NavigationSheetProps {
  pathname: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}
