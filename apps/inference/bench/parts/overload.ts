import { load } from '../load.ts';
import { randomBertFolder, sentence } from '../model/random-bert-folder.ts';
import { openLoop } from '../open-loop.ts';
import { startBenchPlatform } from '../platform.ts';
import { type Part, times } from '../result.ts';

const IN_TIME_MS = 250;

/** S8: answers in time when two and a half times as much is asked for as can be done. */
export async function overload(seconds: number): Promise<Part> {
  const platform = await startBenchPlatform([randomBertFolder()]);
  try {
    const url = `${platform.url}/v1/embeddings`;
    const body = { model: 'random-bert', input: sentence(60, 0), encoding_format: 'base64' };
    const { secret } = platform;
    await load(url, { secret, body, connections: 8, seconds });
    const { requestsPerSecond } = await load(url, { secret, body, connections: 8, seconds });
    const rows: Part['rows'] = [];
    let full = Number.NaN;
    for (const factor of [1, 2.5]) {
      const shot = { secret, body, rate: requestsPerSecond * factor, inTimeMs: IN_TIME_MS };
      // Until the overload is recognised and its queue worked off.
      await openLoop(url, { ...shot, seconds: Math.min(seconds, 8) });
      const result = await openLoop(url, { ...shot, seconds });
      if (factor === 1) full = result.inTime;
      rows.push({
        what: `${factor} × capacity (${(requestsPerSecond * factor).toFixed(0)} requests/s)`,
        figures: {
          [`answered within ${IN_TIME_MS} ms`]: `${(result.inTime / seconds).toFixed(0)}/s`,
          'answered later': `${((result.answered - result.inTime) / seconds).toFixed(0)}/s`,
          refused: `${(result.refused / seconds).toFixed(0)}/s, ${result.withRetryAfter === result.refused ? 'all' : 'not all'} with retry-after`,
          'refusal, p50': `${result.refusalP50Ms.toFixed(1)} ms`,
          'goodput against 1 ×': times(result.inTime / full),
          promise: factor === 1 ? '' : '≥ 0.7 ×, < 5 ms',
        },
      });
    }
    return {
      title: 'S8: answers in time under lasting overload',
      about: `A BERT of MiniLM's size, one text of 62 tokens a request, sent at a steady rate whether or not answers come, for ${seconds} s. Capacity is what 8 waiting clients get. The sender shares the machine.`,
      rows,
    };
  } finally {
    await platform.stop();
  }
}
