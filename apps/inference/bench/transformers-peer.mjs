// @huggingface/transformers as its documentation shows it. Prints the port at which it answers over HTTP, then for each line
// `<batch size>` that it reads the CPU milliseconds that all texts took when called directly.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
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

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { input } = JSON.parse(Buffer.concat(chunks).toString());
  const { data, dims } = await extract(input, options);
  const embeddings = input.map((_, index) => ({
    object: 'embedding',
    index,
    embedding: Buffer.from(data.buffer, data.byteOffset + index * dims[1] * 4, dims[1] * 4).toString('base64'),
  }));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ object: 'list', data: embeddings, model: name }));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));

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
