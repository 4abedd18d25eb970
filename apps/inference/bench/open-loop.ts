import { Agent, request } from 'node:http';

export type OpenLoad = {
  sent: number;
  /** Answered with 200 within the time asked for, of the moment they were due. */
  inTime: number;
  answered: number;
  refused: number;
  refusalP50Ms: number;
  /** Refusals that say when to come back. */
  withRetryAfter: number;
};

/** Sends requests at a steady rate, whether or not answers come: what many clients who know nothing of each other do. */
export async function openLoop(
  url: string,
  {
    secret,
    body,
    rate,
    seconds,
    inTimeMs,
  }: { secret: string; body: object; rate: number; seconds: number; inTimeMs: number },
): Promise<OpenLoad> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    authorization: `Bearer ${secret}`,
  };
  const refusals: number[] = [];
  const load = { sent: 0, inTime: 0, answered: 0, refused: 0, withRetryAfter: 0 };
  const send = (due: number) =>
    new Promise<void>((resolve, reject) => {
      const outgoing = request(url, { agent, method: 'POST', headers }, (answer) => {
        answer.resume().on('end', () => {
          const ms = performance.now() - due;
          if (answer.statusCode === 200) {
            load.answered++;
            if (ms <= inTimeMs) load.inTime++;
          } else {
            load.refused++;
            refusals.push(ms);
            if (answer.headers['retry-after'] !== undefined) load.withRetryAfter++;
          }
          resolve();
        });
      });
      outgoing.on('error', reject).end(text);
    });
  const open: Promise<void>[] = [];
  const start = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const ms = performance.now() - start;
      for (; load.sent < Math.floor((Math.min(ms, seconds * 1_000) * rate) / 1_000); load.sent++) {
        open.push(send(start + ((load.sent + 1) * 1_000) / rate));
      }
      if (ms < seconds * 1_000) return;
      clearInterval(timer);
      resolve();
    }, 2);
  });
  await Promise.all(open);
  agent.destroy();
  refusals.sort((a, b) => a - b);
  return { ...load, refusalP50Ms: refusals[Math.floor(refusals.length / 2)] ?? 0 };
}
