import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { packageRoot } from '../src/engine/package-root.ts';
import { type Part, table } from './result.ts';

/** The newest measurement of each part, kept beside the installed packages. */
export const resultsFile = resolve(packageRoot, 'node_modules/.cache/gridsky/bench.json');
const document = resolve(packageRoot, '../../docs/benchmarks.md');

type Results = Record<string, { date: string; machine: string; parts: Part[] }>;

/** Keeps what was measured of a part, and writes the document anew from the newest of each. `names`: all parts, in their order. */
export function report(name: string, parts: Part[], names: readonly string[]): void {
  const results: Results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : {};
  const date = new Date().toISOString().slice(0, 10);
  results[name] = { date, machine: machine(), parts };
  mkdirSync(dirname(resultsFile), { recursive: true });
  writeFileSync(resultsFile, JSON.stringify(results, null, 2));
  writeFileSync(document, `${HEAD}\n${names.flatMap((one) => section(results[one])).join('\n')}`);
}

const HEAD = `# Benchmarks

Written by \`npm run bench\`; \`npm run bench -- <part>\` measures one part anew. Both sides of each ratio ran by turns in one run: ratios
count, absolute figures are the machine's.
`;

function section(result: Results[string] | undefined): string[] {
  return (result?.parts ?? []).map(
    (part) => `## ${part.title}\n\n${part.about}\n\n${table(part)}\n\n${result?.date}, ${result?.machine}\n`,
  );
}

function machine(): string {
  const memory = (totalmem() / 1024 ** 3).toFixed(0);
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, ${memory} GB, ${process.platform} ${process.arch}, Node ${process.version}`;
}
