import { Agent, request } from 'node:http';

export type Loop = { requestsPerSecond: number; p50Ms: number; p99Ms: number; requests: number; failures: number };

/**
 * Sends one body over so many kept connections, each its next request when the one before is answered. Times to a fraction of a
 * millisecond, for what takes only a few; the generator of `load` counts whole ones.
 */
export async function closedLoop(
  url: string,
  shot: { headers: Record<string, string>; body: object; connections: number; seconds: number },
): Promise<Loop> {
  const agent = new Agent({ keepAlive: true, maxSockets: shot.connections });
  const body = Buffer.from(JSON.stringify(shot.body));
  const headers = { 'content-type': 'application/json', 'content-length': body.length, ...shot.headers };
  const took: number[] = [];
  let failures = 0;
  const once = () =>
    new Promise<boolean>((resolve) => {
      const sent = request(url, { method: 'POST', headers, agent }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode === 200));
      });
      sent.on('error', () => resolve(false));
      sent.end(body);
    });
  const begun = performance.now();
  const ends = begun + shot.seconds * 1_000;
  const connection = async () => {
    do {
      const from = performance.now();
      const isRight = await once();
      took.push(performance.now() - from);
      if (!isRight) failures += 1;
    } while (performance.now() < ends);
  };
  await Promise.all(Array.from({ length: shot.connections }, connection));
  const seconds = (performance.now() - begun) / 1_000;
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { requestsPerSecond: took.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), requests: took.length, failures };
}
