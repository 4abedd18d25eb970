import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import { Wordmark } from '../../ui/wordmark.tsx';
import { SiteMenu, type SitePage } from './site-menu.tsx';

/** The bar above public pages. */
export function SiteHeader() {
  return (
    <header className="mx-auto flex h-16 w-full max-w-[75rem] items-center gap-1 px-4 sm:px-6">
      <Link href="/" className="mr-auto flex h-8 items-center rounded-md">
        <Wordmark />
      </Link>
      <nav aria-label="Site" className="flex items-center gap-1">
        {pages.map(({ label, href }) => (
          <Button key={href} asChild variant="ghost" className="max-sm:hidden">
            <Link href={href}>{label}</Link>
          </Button>
        ))}
        <SiteMenu pages={pages} />
        <ThemeToggle />
        <Button asChild className="ml-1">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      </nav>
    </header>
  );
}

const pages: readonly SitePage[] = [
  { label: 'Docs', href: '/docs' },
  { label: 'Estimator', href: '/estimator' },
  { label: 'Pricing', href: '/pricing' },
];
