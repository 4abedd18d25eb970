import { load } from '../load.ts';
import { randomBertFolder, sentence } from '../model/random-bert-folder.ts';
import { startBenchPlatform } from '../platform.ts';
import { median, type Part, times } from '../result.ts';

/** S7 and R12: short requests of one tenant beside another that sends bulk work back to back. */
export async function neighbours(rounds: number, seconds: number): Promise<Part> {
  const platform = await startBenchPlatform([randomBertFolder()]);
  try {
    const url = `${platform.url}/v1/embeddings`;
    const short = { model: 'random-bert', input: sentence(10, 0), encoding_format: 'base64' };
    const many = Array.from({ length: 512 }, (_, text) => sentence(30, text));
    const bulk = { model: 'random-bert', input: many, encoding_format: 'base64' };
    const flooder = await platform.otherSecret();
    const polite = () => load(url, { secret: platform.secret, body: short, connections: 4, seconds, rate: 20 });
    const flood = () => load(url, { secret: flooder, body: bulk, connections: 2, seconds });
    await Promise.all([polite(), flood()]);
    const alone = { p50: [] as number[], p99: [] as number[], rate: [] as number[] };
    const beside = { p50: [] as number[], p99: [] as number[], rate: [] as number[] };
    const note = (into: typeof alone, of: Awaited<ReturnType<typeof load>>, rate: number) => {
      into.p50.push(of.p50Ms);
      into.p99.push(of.p99Ms);
      into.rate.push(rate);
    };
    for (let round = 0; round < rounds; round++) {
      const floodAlone = await textsServed(platform, flood);
      note(alone, await polite(), floodAlone);
      let politeBeside: Awaited<ReturnType<typeof load>> | undefined;
      const served = await textsServed(platform, async () => {
        [politeBeside] = await Promise.all([polite(), flood()]);
      });
      if (!politeBeside || politeBeside.failures > 0) throw new Error('Polite requests failed beside the flood.');
      note(beside, politeBeside, served - politeBeside.requests);
    }
    const ms = (values: number[]) => `${median(values).toFixed(0)} ms`;
    return {
      title: 'S7: short requests beside a tenant that floods',
      about: `A BERT of MiniLM's size. Polite: 20 requests a second of one text of 12 tokens. Flood: 512 texts of 32 tokens a request, back to back over 2 connections, of another tenant. ${rounds} rounds of ${seconds} s, medians.`,
      rows: [
        {
          what: 'polite tenant',
          figures: {
            alone: `p50 ${ms(alone.p50)}, p99 ${ms(alone.p99)}`,
            together: `p50 ${ms(beside.p50)}, p99 ${ms(beside.p99)}`,
            ratio: times(median(beside.p99) / median(alone.p99)),
            promise: 'p99 ≤ 3 ×',
          },
        },
        {
          what: 'flooding tenant',
          figures: {
            alone: `${(median(alone.rate) / seconds).toFixed(0)} texts/s`,
            together: `${(median(beside.rate) / seconds).toFixed(0)} texts/s`,
            ratio: times(median(beside.rate) / median(alone.rate)),
            promise: '≥ 0.40 ×',
          },
        },
      ],
    };
  } finally {
    await platform.stop();
  }
}

/** Texts that the engine did while something ran: requests that are cut off at the end count for what was done of them. */
async function textsServed(
  { metrics }: Pick<Awaited<ReturnType<typeof startBenchPlatform>>, 'metrics'>,
  during: () => Promise<unknown>,
): Promise<number> {
  const texts = async () => (await metrics())('gridsky_texts');
  const before = await texts();
  await during();
  return (await texts()) - before;
}
