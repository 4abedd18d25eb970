import { factMarkdown, factTables } from './facts.ts';
import type { DocsPage } from './pages.ts';

/** Where this installation is reached; pages are written for the addresses of a first start. */
export interface DocsAddresses {
  /** Origin of the API. */
  apiUrl: string;
  /** Origin of the dashboard. */
  publicUrl: string;
}

/** A page as plain Markdown: its tables filled in, addresses absolute and this installation's own. */
export function pageMarkdown(page: DocsPage, source: string, addresses: DocsAddresses): string {
  const body = withTables(source).replaceAll('](/', `](${addresses.publicUrl}/`);
  return `# ${page.title}\n\n> ${page.description}\n\n${withAddress(body, addresses).trim()}\n`;
}

/** Puts the tables that come from code where the page calls them: `<ModelFacts />` on a line of its own. */
export function withTables(source: string): string {
  return source.replaceAll(/^<(\w+) \/>$/gm, (tag, name: string) => {
    const table = factTables[name];
    if (!table) throw new Error(`The documentation has no table for ${tag}.`);
    return factMarkdown(table);
  });
}

/** Text with this installation's addresses in place of those of a first start. */
export function withAddress(text: string, { apiUrl, publicUrl }: DocsAddresses): string {
  return text.replaceAll('http://localhost:8080', apiUrl).replaceAll('http://localhost:3000', publicUrl);
}
