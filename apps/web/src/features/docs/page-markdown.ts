import { docsSamples, sampleMarkdown } from './docs-samples.ts';
import { factMarkdown, factTables } from './facts.ts';
import type { DocsPage } from './pages.ts';

/** Where this installation is reached; pages are written for the addresses of a first start. */
export interface DocsAddresses {
  /** Origin of the API. */
  apiUrl: string;
  /** Origin of the dashboard. */
  publicUrl: string;
}

/** A page as plain Markdown: its tables and samples filled in, addresses absolute and this installation's own. */
export function pageMarkdown(page: DocsPage, source: string, addresses: DocsAddresses): string {
  const body = withBlocks(source).replaceAll('](/', `](${addresses.publicUrl}/`);
  return `# ${page.title}\n\n> ${page.description}\n\n${withAddress(body, addresses).trim()}\n`;
}

/** Puts what comes from code, tables and samples, where the page calls it: `<ModelFacts />` on a line of its own. */
export function withBlocks(source: string): string {
  return source.replaceAll(/^<(\w+) \/>$/gm, (tag, name: string) => {
    const table = factTables[name];
    if (table) return factMarkdown(table);
    const sample = docsSamples[name];
    if (sample) return sampleMarkdown(sample);
    throw new Error(`The documentation has nothing for ${tag}.`);
  });
}

/** Text with this installation's addresses in place of those of a first start. */
export function withAddress(text: string, { apiUrl, publicUrl }: DocsAddresses): string {
  return text.replaceAll('http://localhost:8080', apiUrl).replaceAll('http://localhost:3000', publicUrl);
}
