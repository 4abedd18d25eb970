// `npm run bench` measures everything and writes docs/benchmarks.md; `npm run bench -- limit bundled` only those parts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { packageRoot } from '../src/engine/package-root.ts';
import { answers } from './parts/answers.ts';
import { bundled } from './parts/bundled.ts';
import { limit } from './parts/limit.ts';
import { loop } from './parts/loop.ts';
import { neighbours } from './parts/neighbours.ts';
import { overhead } from './parts/overhead.ts';
import { overload } from './parts/overload.ts';
import { peers } from './parts/peers.ts';
import { policies } from './parts/policies.ts';
import { replicas } from './parts/replicas.ts';
import { tokenizers } from './parts/tokenizers.ts';
import { type Part, table } from './result.ts';

const PARTS: Record<string, () => Promise<Part[]>> = {
  answers: async () => [answers(30)],
  tokenizers: () => tokenizers(12),
  bundled: async () => [await bundled(3, 4)],
  overhead: async () => [await overhead(3, 4)],
  limit: async () => [await limit(3, 5)],
  policies: async () => [await policies(2, { mixed: 64, queries: 512 })],
  peers: async () => [await peers(2, 128)],
  neighbours: async () => [await neighbours(3, 10)],
  overload: async () => [await overload(10)],
  replicas: async () => [await replicas(3, 6)],
  loop: async () => [await loop(3)],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.\n`);
  process.exit(1);
}

const parts: Part[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stdout.write(`\nMeasuring ${name} …\n`);
  for (const part of await measure()) {
    parts.push(part);
    process.stdout.write(`\n${part.title}\n\n${table(part)}\n`);
  }
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 1024 ** 3).toFixed(0)} GB, ${process.platform} ${process.arch}, Node ${process.version}`;
const date = new Date().toISOString().slice(0, 10);
const root = resolve(packageRoot, '../..');
mkdirSync(resolve(root, 'docs'), { recursive: true });
if (asked.length === 0) {
  const text = parts.map((part) => `## ${part.title}\n\n${part.about}\n\n${table(part)}\n`).join('\n');
  const head = `# Benchmarks\n\nWritten by \`npm run bench\` on ${date}: ${machine}. Both sides of each ratio ran by turns in one run; ratios count, absolute figures are this machine's.\n\n`;
  writeFileSync(resolve(root, 'docs/benchmarks.md'), head + text);
}
const file = resolve(packageRoot, 'node_modules/.cache/gridsky/bench.json');
writeFileSync(file, JSON.stringify({ date, machine, parts }, null, 2));
process.stdout.write(`\n${machine}\nAs JSON: ${file}\n`);
