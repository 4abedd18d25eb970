'use client';

import { Sheet } from '../../ui/sheet.tsx';
import { Sidebar } from './sidebar.tsx';

/** The navigation of narrow screens, over the page. */
export function NavigationSheet({ pathname, operator, open, onOpenChange }: NavigationSheetProps) {
  return (
    <Sheet title="Navigation" hideTitle open={open} onOpenChange={onOpenChange}>
      <Sidebar pathname={pathname} operator={operator} />
    </Sheet>
  );
}

interface NavigationSheetProps {
  pathname: string;
  /** The reader is a platform admin. */
  operator: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}
