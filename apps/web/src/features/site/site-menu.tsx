'use client';

import { Menu as MenuIcon } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';

/** The pages of the site on screens too narrow for their row. The browser itself opens and closes it, before any script. */
export function SiteMenu({ pages }: { pages: readonly SitePage[] }) {
  const panel = useRef<HTMLDivElement>(null);
  // The bar stays when the page below it changes.
  const close = () => panel.current?.hidePopover();
  return (
    <>
      <Button variant="ghost" size="icon" aria-label="Menu" popoverTarget="site-menu" className="sm:hidden">
        <MenuIcon aria-hidden />
      </Button>
      <div
        ref={panel}
        id="site-menu"
        popover="auto"
        className="inset-auto top-14 right-4 m-0 w-48 rounded-lg border bg-surface p-1 text-ink shadow-float"
      >
        {pages.map(({ label, href }) => (
          <Link
            key={href}
            href={href}
            onClick={close}
            className="flex min-h-8 items-center rounded-md px-3 hover:bg-hover pointer-coarse:min-h-10"
          >
            {label}
          </Link>
        ))}
      </div>
    </>
  );
}

export interface SitePage {
  label: string;
  href: string;
}
