import { ChevronDown } from 'lucide-react';
import { classNames } from '../../ui/class-names.ts';
import { Link } from '../../ui/link.tsx';
import { type DocsPage, docsGroups, docsPath } from './pages.ts';
import { SearchDialog } from './search-dialog.tsx';

/** Search and all pages: beside the text, and folded above it on narrow screens. */
export function DocsNavigation({ current }: { current: DocsPage }) {
  return (
    <div className="md:sticky md:top-6 md:max-h-[calc(100dvh-3rem)] md:self-start md:overflow-y-auto md:p-0.5">
      <SearchDialog />
      <details className="group mt-2 rounded-md border bg-surface md:hidden">
        <summary className="flex h-9 cursor-pointer list-none items-center justify-between rounded-md px-3 [&::-webkit-details-marker]:hidden">
          {current.title}
          <ChevronDown className="size-4 text-ink-muted transition-transform group-open:rotate-180" aria-hidden />
        </summary>
        <PageList current={current} label="Documentation pages" className="border-t p-2" />
      </details>
      <PageList current={current} label="Documentation" className="mt-4 max-md:hidden" />
    </div>
  );
}

function PageList({ current, label, className }: { current: DocsPage; label: string; className: string }) {
  return (
    <nav aria-label={label} className={classNames('grid gap-4', className)}>
      {docsGroups.map(({ title, pages }) => (
        <div key={title}>
          <p className="px-3 pb-1 text-12 font-medium text-ink-muted">{title}</p>
          <ul className="grid gap-0.5">
            {pages.map((page) => (
              <li key={page.slug}>
                <Link
                  href={docsPath(page)}
                  aria-current={page === current ? 'page' : undefined}
                  className="flex h-8 items-center rounded-md px-3 text-ink-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink pointer-coarse:h-9"
                >
                  {page.title}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
