// @huggingface/transformers called directly, as its documentation shows: prints a line when it is ready, then for each line
// `<batch size>` that it reads the CPU milliseconds that all texts took.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [packages, models, name, textsFile] = process.argv.slice(2);
const { env, pipeline } = await import(createRequire(`${packages}/`).resolve('@huggingface/transformers'));
env.allowRemoteModels = false;
env.localModelPath = models;
const texts = JSON.parse(readFileSync(textsFile, 'utf8'));
const extract = await pipeline('feature-extraction', name, { dtype: 'fp32' });
const options = { pooling: 'mean', normalize: true };
await extract(texts.slice(0, 2), options);
process.stdout.write('ready\n');

for await (const line of createInterface({ input: process.stdin })) {
  const size = Number(line);
  const before = process.cpuUsage();
  let first = [];
  for (let at = 0; at < texts.length; at += size) {
    const vectors = await extract(texts.slice(at, at + size), options);
    if (at === 0) first = [...vectors.data.slice(0, 4)];
  }
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`${JSON.stringify({ cpuMs: (user + system) / 1_000, first })}\n`);
}
