import type { ReactNode } from 'react';
import { DataProvider } from '../../features/trpc/client.tsx';
import { Link } from '../../ui/link.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import { Wordmark } from '../../ui/wordmark.tsx';

/** Pages with one form in the middle. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <header className="flex h-14 items-center justify-between px-4 sm:px-6">
        <Link href="/" className="flex h-8 items-center rounded-md">
          <Wordmark />
        </Link>
        <ThemeToggle />
      </header>
      <main className="mx-auto w-full max-w-[22.5rem] px-4 pt-[8dvh] pb-16">
        <DataProvider>{children}</DataProvider>
      </main>
    </div>
  );
}
