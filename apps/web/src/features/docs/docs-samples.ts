import type { CodeSample } from '../../ui/code-block.tsx';
import { callSamples } from '../quickstart/call-samples.ts';

/** The quickstart's code by the name that pages call it with: `<PythonSample />`. Its address is put in with the page's. */
export const docsSamples: Readonly<Record<string, CodeSample>> = Object.fromEntries(
  callSamples({
    apiUrl: 'http://localhost:8080',
    secret: null,
    model: 'plugsky-embed-v1',
    text: 'The rain stays mainly in the plain.',
  }).map((sample) => [`${sample.title.replaceAll(' ', '')}Sample`.replace(/^c/, 'C'), sample]),
);

/** Code as Markdown. */
export function sampleMarkdown({ language, source }: CodeSample): string {
  return `\`\`\`${language}\n${source}\n\`\`\``;
}
