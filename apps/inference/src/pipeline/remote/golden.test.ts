import { ENDPOINT_PROVIDERS } from '@gridsky/api/domain';
import { describe, expect, test } from 'vitest';
import { exchange } from '../../providers/call-provider.ts';
import { providers } from '../../providers/index.ts';
import { packVectors } from '../../providers/pack-vectors.ts';
import type { Endpoint, ProviderRequest } from '../../providers/provider.ts';
import { RemoteFailure } from '../../providers/remote-failure.ts';
import { type Refused, readGoldens, type Served } from '../../providers/testing/golden.ts';
import { remoteFault } from './remote-faults.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const BASE = 'https://provider.example';
const { served, refused } = readGoldens();

/** What each provider must be known by. */
const NEEDED = ['document', 'query', 'narrow', 'wrong-key', 'rate-limit', 'invalid', 'down'];

test.each(ENDPOINT_PROVIDERS)('%s has the golden files that each provider needs', (kind) => {
  const names = [...served, ...refused].filter((golden) => golden.kind === kind).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(NEEDED));
});

describe('what is asked and answered', () => {
  test.each(served)('$kind: $name', async ({ kind, custom, call, request, answer, means }) => {
    const sent: ProviderRequest[] = [];
    const got = await ask(kind, { custom: custom ?? null }, call, answer, sent);
    const [{ method, url, headers, body }] = sent as [ProviderRequest];
    expect({ method, path: url.replace(BASE, '') || '/', body: JSON.parse(body) }).toEqual({
      method: request.method,
      path: request.path,
      body: request.body,
    });
    expect(headers).toEqual({ 'content-type': 'application/json', accept: 'application/json', ...request.headers });
    const rows = new Float32Array(call.texts.length * call.dimensions);
    packVectors(got, call.texts.length, { rows, firstRow: 0, width: call.dimensions });
    expect([...rows]).toEqual(means.vectors.flat());
    expect(got.tokens).toBe(means.tokens);
  });
});

describe('what is refused', () => {
  const call: Served['call'] = { texts: ['sky', 'sea'], inputType: 'document', dimensions: 3 };

  test.each(refused)('$kind: $name', async ({ kind, answer, means }) => {
    const custom = kind === 'custom' ? { template: {}, vectorsPath: '', tokensPath: null } : null;
    const failure = await ask(kind, { custom }, call, answer).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RemoteFailure);
    const { reason, message, retryAfterMs } = failure as RemoteFailure;
    expect({ reason, said: message, retryAfterMs }).toEqual({
      reason: means.reason,
      said: means.said,
      retryAfterMs: means.retryAfterMs,
    });
    const fault = remoteFault(failure as RemoteFailure, 'the-alias', { isOwn: true, provider: kind });
    expect(fault.code).toBe(means.fault);
    expect(fault.retryAfterMs).toBe(means.retryAfterMs ?? undefined);
    // What the provider says is for the log.
    expect(fault.message).not.toContain(means.said);
    expect(fault.internal).toContain(means.said);
  });
});

function ask(
  kind: Refused['kind'],
  more: Partial<Endpoint>,
  call: Served['call'],
  { status, headers = {}, body }: Refused['answer'],
  sent: ProviderRequest[] = [],
) {
  const endpoint = { baseUrl: BASE, secret: 'the-key', model: 'the-model', dimensions: 3, custom: null, ...more };
  const send = async (request: ProviderRequest) => {
    sent.push(request);
    return { status, headers, body: Buffer.from(body === null ? '' : JSON.stringify(body)) };
  };
  return exchange({ provider: providers[kind], endpoint, send, now: () => NOW }, call, new AbortController().signal);
}
