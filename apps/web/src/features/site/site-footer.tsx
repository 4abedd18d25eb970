import { Link } from '../../ui/link.tsx';
import { Wordmark } from '../../ui/wordmark.tsx';

/** The end of public pages: where to go, under which licences. */
export function SiteFooter() {
  return (
    <footer className="mt-24 border-t">
      <div className="mx-auto flex w-full max-w-[75rem] flex-wrap items-center gap-x-6 gap-y-3 px-4 py-8 text-13 text-ink-muted sm:px-6">
        <Wordmark />
        <p className="mr-auto">Code Apache-2.0. Bundled model weights CC BY-SA 4.0.</p>
        <nav aria-label="Footer" className="flex flex-wrap gap-x-6">
          <Link href="/docs" className="py-1 hover:text-ink">
            Docs
          </Link>
          <Link href="/pricing" className="py-1 hover:text-ink">
            Pricing
          </Link>
          <Link href="/estimator" className="py-1 hover:text-ink">
            Estimator
          </Link>
          <Link href="/sign-in" className="py-1 hover:text-ink">
            Sign in
          </Link>
          <Link href="/sign-up" className="py-1 hover:text-ink">
            Create account
          </Link>
        </nav>
      </div>
    </footer>
  );
}
