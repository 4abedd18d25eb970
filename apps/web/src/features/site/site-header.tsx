import Link from 'next/link';
import { Button } from '../../ui/button.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import { Wordmark } from '../../ui/wordmark.tsx';

/** The bar above public pages. */
export function SiteHeader() {
  return (
    <header className="mx-auto flex h-16 w-full max-w-[75rem] items-center gap-1 px-4 sm:px-6">
      <Link href="/" className="mr-auto flex h-8 items-center rounded-md">
        <Wordmark />
      </Link>
      <nav aria-label="Site" className="flex items-center gap-1">
        <Button asChild variant="ghost" className="max-sm:px-2 max-[24rem]:px-1">
          <Link href="/docs">Docs</Link>
        </Button>
        <Button asChild variant="ghost" className="max-sm:hidden">
          <Link href="/estimator">Estimator</Link>
        </Button>
        <Button asChild variant="ghost" className="max-sm:px-2 max-[24rem]:px-1">
          <Link href="/pricing">Pricing</Link>
        </Button>
        <ThemeToggle />
        <Button asChild className="ml-1">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      </nav>
    </header>
  );
}
