// What one would write in an afternoon: node:http, a stock tokenizer, the same graph, an answer in the same format. No keys, no
// limits, no ledger, one text at a time. Prints its port.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { bundledModels, loadModelFolder } from '../src/engine/models/index.ts';

const [, , id, folder] = process.argv;
const models = folder === undefined ? await bundledModels() : [await loadModelFolder(folder)];
const model = models.find((one) => one.id === id);
if (!model) throw new Error(`${id} is not there.`);
const tokenizer = new Tokenizer(JSON.parse(readFileSync(model.tokenizer, 'utf8')), {});
const session = await InferenceSession.create(model.graph);

async function embed(text: string): Promise<{ vector: Float32Array; tokens: number }> {
  const ids = tokenizer.encode(text).ids.filter((id) => !model?.dropTokenIds.includes(id));
  const row = (value: (at: number) => number) =>
    new Tensor(
      'int64',
      BigInt64Array.from(ids, (_id, at) => BigInt(value(at))),
      [1, ids.length],
    );
  const makers = { input_ids: row((at) => ids[at] ?? 0), attention_mask: row(() => 1), token_type_ids: row(() => 0) };
  const feeds = Object.fromEntries(Object.entries(makers).filter(([name]) => session.inputNames.includes(name)));
  const output = Object.values(await session.run(feeds))[0];
  return { vector: output?.data as Float32Array, tokens: ids.length };
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const { input } = JSON.parse(Buffer.concat(chunks).toString());
    const embedded = await Promise.all([input].flat().map(embed));
    const data = embedded.map(({ vector }, index) => ({
      object: 'embedding',
      index,
      embedding: Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64'),
    }));
    const tokens = embedded.reduce((sum, one) => sum + one.tokens, 0);
    const usage = { prompt_tokens: tokens, total_tokens: tokens };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ object: 'list', data, model: model.id, usage }));
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${Object(server.address()).port}\n`));
