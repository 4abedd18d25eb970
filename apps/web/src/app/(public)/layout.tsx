import type { ReactNode } from 'react';
import { SiteFooter } from '../../features/site/site-footer.tsx';
import { SiteHeader } from '../../features/site/site-header.tsx';

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SiteHeader />
      <main className="mx-auto w-full max-w-[75rem] px-4 sm:px-6">{children}</main>
      <SiteFooter />
    </>
  );
}
