import { redisProgram, startRedis } from '../../src/pipeline/limits/redis/testing/redis-server.ts';
import { load } from '../load.ts';
import { randomBertFolder, sentence } from '../model/random-bert-folder.ts';
import { startBenchPlatform } from '../platform.ts';
import { median, type Part, times } from '../result.ts';

/** S12: two processes against one, with their limits in Redis. */
export async function replicas(rounds: number, seconds: number): Promise<Part> {
  if (!redisProgram) throw new Error('This part needs a redis-server.');
  const redis = await startRedis();
  const settings = { REDIS_URL: redis.url, INFERENCE_WORKERS: '1' };
  const platform = await startBenchPlatform([randomBertFolder()], settings);
  try {
    const second = await platform.replica(settings);
    const input = Array.from({ length: 32 }, (_, at) => sentence(30, at));
    const body = { model: 'random-bert', input, encoding_format: 'base64' };
    const send = (url: string) =>
      load(`${url}/v1/embeddings`, { secret: platform.secret, body, connections: 4, seconds });
    await Promise.all([send(platform.url), send(second.url)]);
    const figures = { one: [] as number[], two: [] as number[], ratio: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      const one = await send(platform.url);
      const both = await Promise.all([send(platform.url), send(second.url)]);
      const two = both.reduce((sum, { requestsPerSecond }) => sum + requestsPerSecond, 0);
      figures.one.push(one.requestsPerSecond);
      figures.two.push(two);
      figures.ratio.push(two / one.requestsPerSecond);
    }
    return {
      title: 'S12: a second process',
      about: `A BERT of MiniLM's size, 32 texts of 32 tokens a request, one inference thread a process, limits shared in Redis. The client, PostgreSQL and Redis share the machine. ${rounds} rounds of ${seconds} s by turns, medians.`,
      rows: [
        {
          what: 'requests/s',
          figures: {
            'one process': median(figures.one).toFixed(1),
            'two processes': median(figures.two).toFixed(1),
            ratio: times(median(figures.ratio)),
            promise: '≥ 1.8 × until the cores are used',
          },
        },
      ],
    };
  } finally {
    await platform.stop();
    await redis.stop();
  }
}
