import autocannon from 'autocannon';

export type Load = {
  requestsPerSecond: number;
  meanMs: number;
  p50Ms: number;
  p99Ms: number;
  requests: number;
  failures: number;
};

/** Sends one body again and again over so many connections for so long. */
export async function load(
  url: string,
  { secret, body, connections, seconds }: { secret: string; body: object; connections: number; seconds: number },
): Promise<Load> {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify(body),
    connections,
    // Less than a second is for trying out whether it runs.
    ...(seconds < 1 ? { amount: 2 * connections } : { duration: seconds }),
  });
  return {
    requestsPerSecond: result['2xx'] / result.duration,
    meanMs: result.latency.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    requests: result['2xx'],
    failures: result.non2xx + result.errors,
  };
}
