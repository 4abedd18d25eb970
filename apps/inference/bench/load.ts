import autocannon from 'autocannon';

export type Load = {
  requestsPerSecond: number;
  meanMs: number;
  p50Ms: number;
  p99Ms: number;
  requests: number;
  failures: number;
};

type Shot = {
  secret: string;
  body: object;
  connections: number;
  seconds: number;
  /** Requests a second over all connections; as fast as answers come unless said. */
  rate?: number;
};

/** Sends one body again and again over so many connections for so long. Less than a second: a few times, to try out that it runs. */
export async function load(url: string, { secret, body, connections, seconds, rate }: Shot): Promise<Load> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
  const text = JSON.stringify(body);
  if (seconds < 1) return fewRequests(() => fetch(url, { method: 'POST', headers, body: text }), connections);
  const result = await autocannon({
    url,
    method: 'POST',
    headers,
    body: text,
    connections,
    duration: seconds,
    ...(rate === undefined ? {} : { overallRate: rate }),
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

/** The load generator above counts in whole seconds. */
async function fewRequests(send: () => Promise<Response>, count: number): Promise<Load> {
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: count }, async () => {
      const { ok, body } = await send();
      await body?.cancel();
      return ok;
    }),
  );
  const ms = performance.now() - start;
  const requests = answers.filter(Boolean).length;
  const figures = { meanMs: ms, p50Ms: ms, p99Ms: ms, requests, failures: count - requests };
  return { requestsPerSecond: (requests * 1_000) / ms, ...figures };
}
