import type { DocsAddresses } from './page-markdown.ts';
import { docsGroups } from './pages.ts';

/** The list of all pages with a sentence each, and what a reader in a hurry needs. */
export function llmsText({ apiUrl, publicUrl }: DocsAddresses): string {
  const groups = docsGroups.map(({ title, pages }) => {
    const lines = pages.map((page) => `- [${page.title}](${publicUrl}/docs/${page.slug}.md): ${page.description}`);
    return `## ${title}\n\n${lines.join('\n')}`;
  });
  return `# Gridsky

> An embeddings API that speaks OpenAI's protocol, with multilingual models that run on the operator's own machine.

Base URL for OpenAI clients: ${apiUrl}/v1. Send the key as \`Authorization: Bearer sk-live-…\`. Models: \`plugsky-embed-v1\` (1536 numbers) and \`plugsky-embed-large\` (3072). The API as OpenAPI 3.1: ${apiUrl}/openapi.json.

${groups.join('\n\n')}
`;
}
