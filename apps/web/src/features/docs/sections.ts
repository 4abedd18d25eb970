import { anchorOf } from './anchor.ts';

export interface DocsSection {
  /** Empty for what stands before the first heading. */
  heading: string;
  anchor: string;
  /** 2 or 3; 1 for what stands before the first heading. */
  level: number;
  /** The section's Markdown without its heading. */
  body: string;
}

/** Cuts a page's Markdown at its headings of the second and third level; a `#` in a code block is no heading. */
export function sectionsOf(markdown: string): DocsSection[] {
  const sections: DocsSection[] = [{ heading: '', anchor: '', level: 1, body: '' }];
  let inCode = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) inCode = !inCode;
    const match = inCode ? null : /^(##|###) (.+)$/.exec(line);
    if (match) {
      const heading = plainText(match[2] ?? '');
      sections.push({ heading, anchor: anchorOf(heading), level: match[1]?.length ?? 2, body: '' });
    } else {
      const section = sections.at(-1);
      if (section) section.body += `${line}\n`;
    }
  }
  return sections;
}

/** Markdown as the words that a reader sees: for search, not for show. */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll(/^```.*$/gm, '')
    .replaceAll(/^\|[-| :]+\|$/gm, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*]/g, '')
    .replaceAll(/\||^>\s?/gm, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
