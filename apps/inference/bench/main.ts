// `npm run bench` measures everything and writes docs/benchmarks.md; `npm run bench -- limit bundled` measures those parts anew.
import { answers } from './parts/answers.ts';
import { bundled } from './parts/bundled.ts';
import { gateway } from './parts/gateway.ts';
import { limit } from './parts/limit.ts';
import { loop } from './parts/loop.ts';
import { neighbours } from './parts/neighbours.ts';
import { overhead } from './parts/overhead.ts';
import { overload } from './parts/overload.ts';
import { peers } from './parts/peers.ts';
import { policies } from './parts/policies.ts';
import { replicas } from './parts/replicas.ts';
import { tokenizers } from './parts/tokenizers.ts';
import { report, resultsFile } from './report.ts';
import { type Part, table } from './result.ts';

const PARTS: Record<string, () => Promise<Part[]>> = {
  answers: async () => [answers(30)],
  tokenizers: () => tokenizers(12),
  bundled: async () => [await bundled(3, 3)],
  gateway: async () => [await gateway(8, 4)],
  overhead: async () => [await overhead(3, 4)],
  limit: async () => [await limit(3, 5)],
  policies: async () => [await policies(2, { mixed: 64, queries: 512 })],
  peers: () => peers(3, 4, 128),
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

for (const [name, measure] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stdout.write(`\nMeasuring ${name} …\n`);
  const parts = await measure();
  for (const part of parts) process.stdout.write(`\n${part.title}\n\n${table(part)}\n`);
  report(name, parts, Object.keys(PARTS));
}
process.stdout.write(`\nAs JSON: ${resultsFile}\n`);
