import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The committed sample: sentences of our own in more than a hundred languages and fifty scripts. */
export function languageSample(): { language: string; text: string }[] {
  const lines = readFileSync(resolve(import.meta.dirname, 'languages.txt'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => {
    const [language = '', text = ''] = line.split('\t');
    return { language, text };
  });
}
