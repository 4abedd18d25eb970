import { withBlocks } from './page-markdown.ts';
import { type DocsPage, docsPath } from './pages.ts';
import { plainText, sectionsOf } from './sections.ts';

/** A place that search can lead to: a section of a page. Short names, for all of it is sent to the browser. */
export interface SearchEntry {
  href: string;
  page: string;
  heading: string;
  text: string;
}

/** Every section of a page as the words in it. */
export function searchEntries(page: DocsPage, source: string): SearchEntry[] {
  return sectionsOf(withBlocks(source)).flatMap(({ heading, anchor, body }) => {
    const text = plainText(heading === '' ? `${page.description} ${body}` : body);
    return [{ href: `${docsPath(page)}${anchor && `#${anchor}`}`, page: page.title, heading, text }];
  });
}
