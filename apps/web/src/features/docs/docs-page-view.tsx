import { ArrowLeft, ArrowRight } from 'lucide-react';
import { notFound } from 'next/navigation';
import { Link } from '../../ui/link.tsx';
import { DocsNavigation } from './docs-navigation.tsx';
import { pageContents } from './page-contents.ts';
import { pageSource } from './page-source.server.ts';
import { type DocsPage, docsPages, docsPath } from './pages.ts';
import { sectionsOf } from './sections.ts';

/** A page of the documentation: all pages at the left, the text, its sections at the right. */
export async function DocsPageView({ page }: { page: DocsPage }) {
  const Content = pageContents[page.slug];
  if (!Content) notFound();
  const sections = sectionsOf(await pageSource(page)).filter(({ level }) => level > 1);
  const place = docsPages.indexOf(page);
  return (
    <div className="grid gap-x-10 gap-y-6 pt-4 sm:pt-8 md:grid-cols-[13rem_minmax(0,1fr)] lg:grid-cols-[13rem_minmax(0,45rem)_minmax(0,12rem)]">
      <DocsNavigation current={page} />
      <article className="min-w-0 max-w-[45rem] text-16">
        <h1 className="text-28 font-semibold tracking-[-0.02em]">{page.title}</h1>
        <p className="mt-1 mb-6 text-ink-muted">{page.description}</p>
        <Content />
        <footer className="mt-14 grid gap-4 border-t pt-4 text-14">
          <nav aria-label="Before and after" className="flex flex-wrap justify-between gap-3">
            <Neighbour page={docsPages[place - 1]} rel="prev" />
            <Neighbour page={docsPages[place + 1]} rel="next" />
          </nav>
          <p className="text-13 text-ink-muted">
            This page as{' '}
            <a href={`/docs/${page.slug}.md`} className="underline underline-offset-4 hover:text-ink">
              Markdown
            </a>
            ; all pages in{' '}
            <a href="/llms.txt" className="underline underline-offset-4 hover:text-ink">
              llms.txt
            </a>
            .
          </p>
        </footer>
      </article>
      {sections.length > 1 ? (
        <nav
          aria-label="On this page"
          className="sticky top-6 hidden max-h-[calc(100dvh-3rem)] self-start overflow-y-auto text-13 lg:block"
        >
          <p className="pb-1 font-medium">On this page</p>
          <ul>
            {sections.map(({ heading, anchor, level }) => (
              <li key={anchor}>
                <a
                  href={`#${anchor}`}
                  className={`block truncate rounded-md py-1 text-ink-muted hover:text-ink ${level === 3 ? 'pl-3' : ''}`}
                >
                  {heading}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
    </div>
  );
}

function Neighbour({ page, rel }: { page: DocsPage | undefined; rel: 'prev' | 'next' }) {
  if (!page) return <span />;
  const Icon = rel === 'prev' ? ArrowLeft : ArrowRight;
  return (
    <Link
      href={docsPath(page)}
      rel={rel}
      className={`inline-flex items-center gap-2 rounded-md py-1 font-medium hover:text-accent-ink ${rel === 'next' ? 'ml-auto flex-row-reverse' : ''}`}
    >
      <Icon className="size-4 text-ink-muted" aria-hidden />
      {page.title}
    </Link>
  );
}
