import { load } from '../load.ts';
import { randomBertFolder, sentence } from '../model/random-bert-folder.ts';
import { startBenchPlatform } from '../platform.ts';
import { median, type Part } from '../result.ts';

/** How often the sampler looks, which is part of every figure that it gives. */
const SAMPLER_MS = 10;

/** S9: how long the event loop keeps others waiting while every worker computes and the largest answer is being written. */
export async function loop(rounds: number): Promise<Part> {
  const platform = await startBenchPlatform([randomBertFolder()]);
  try {
    const { url, secret } = platform;
    const many = (words: number) => Array.from({ length: 2_048 }, (_, text) => sentence(words, text));
    const post = (model: string, input: string[]) =>
      fetch(`${url}/v1/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: JSON.stringify({ model, input, encoding_format: 'float' }),
      });
    const figures = { p50: [] as number[], p99: [] as number[], max: [] as number[] };
    const busy = load(`${url}/v1/embeddings`, {
      secret: await platform.otherSecret(),
      body: { model: 'random-bert', input: many(10).slice(0, 512), encoding_format: 'base64' },
      connections: 2,
      seconds: rounds * 6,
    });
    for (let round = 0; round < rounds; round++) {
      await platform.metrics();
      const answer = await post('plugsky-embed-large', many(10));
      const { length } = await answer.text();
      if (answer.status !== 200 || length < 2_048 * 3_072 * 2)
        throw new Error(`The large request got ${answer.status}.`);
      const metric = await platform.metrics();
      for (const name of ['p50', 'p99', 'max'] as const) {
        figures[name].push(metric(`nodejs_eventloop_lag_${name}_seconds`) * 1_000 - SAMPLER_MS);
      }
    }
    await busy;
    const ms = (value: number) => `${Math.max(0, value).toFixed(1)} ms`;
    return {
      title: 'S9: delay of the event loop',
      about: `Every worker busy with a BERT of MiniLM's size, and an answer of 2,048 × 3,072 floats in flight; ${rounds} rounds.`,
      rows: [
        {
          what: 'delay',
          figures: {
            p50: ms(median(figures.p50)),
            p99: ms(median(figures.p99)),
            longest: ms(Math.max(...figures.max)),
            promise: 'p99 < 10 ms, longest < 50 ms',
          },
        },
      ],
    };
  } finally {
    await platform.stop();
  }
}
