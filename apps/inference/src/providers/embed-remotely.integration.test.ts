import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { EndpointProvider } from '@gridsky/api/domain';
import { createOutboundPool } from '@gridsky/api/services';
import { describe, expect, it } from 'vitest';
import { createBreaker } from './breaker.ts';
import { embedRemotely, type RemoteOptions } from './embed-remotely.ts';
import { providers } from './index.ts';
import type { RemoteFailure } from './remote-failure.ts';
import { startProvider } from './testing/provider-server.ts';
import { type Received, sendPlainly, startWireServer, vectorOfText } from './testing/wire-server.ts';

const WIDTH = 8;

type Options = Partial<RemoteOptions> & { kind?: EndpointProvider };

function optionsFor(url: string, { kind = 'cohere', ...change }: Options = {}): RemoteOptions {
  const { textsMax, tokensMax } = providers[kind];
  return {
    provider: providers[kind],
    endpoint: { baseUrl: url, secret: 'a-secret', model: 'm', dimensions: WIDTH, custom: null },
    send: sendPlainly,
    breaker: createBreaker(() => performance.now()),
    now: Date.now,
    limits: { textsMax, tokensMax },
    parallelMax: 4,
    hedgeAfterMs: null,
    deadlineMs: 20_000,
    wait: async () => {},
    random: () => 0,
    ...change,
  };
}

const asked = (texts: string[]) => ({
  texts,
  tokens: texts.map(() => 3),
  inputType: 'document' as const,
  dimensions: WIDTH,
});
const never = new AbortController().signal;
const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

const textsOf = ({ body }: Received) => (body as { texts: string[] }).texts;
const cohereAnswer = (texts: string[]) => ({
  id: 'x',
  embeddings: { float: texts.map((text) => vectorOfText(text, WIDTH)) },
  meta: { billed_units: { input_tokens: texts.length * 3 } },
});

/** Lets one call through. */
function openedBySecond(): RemoteOptions['breaker'] {
  let calls = 0;
  return { ...createBreaker(() => 0), admit: () => ++calls === 1 };
}

const failureOf = async (promise: Promise<unknown>): Promise<RemoteFailure> => {
  const error = await promise.then(
    () => new Error('it was served'),
    (reason) => reason,
  );
  expect(error).toHaveProperty('name', 'RemoteFailure');
  return error;
};

describe('a request through a provider', () => {
  it('a server that repeats the key that it refuses does not bring it into the failure, which is logged', async () => {
    const secret = 'co-canary-"key"-0123456789';
    const { url } = await startWireServer((_received, response) =>
      json(response, 401, { message: `invalid token: ${'x'.repeat(470)} ${secret} ${secret}` }),
    );
    const options = optionsFor(url);
    const failure = await failureOf(
      embedRemotely({ ...options, endpoint: { ...options.endpoint, secret } }, asked(['a']), never),
    );
    expect(failure.reason).toBe('unauthorized');
    expect(failure.message).toContain('invalid token');
    for (const part of [secret, secret.slice(0, 9), JSON.stringify(secret).slice(1, -1)]) {
      expect(failure.message).not.toContain(part);
    }
  });

  it('2,048 texts are 22 calls of at most 96, in order, bit-equal to 2,048 single calls', async () => {
    // Later calls are answered sooner: the order must not come from the time of the answers.
    let open: (() => void)[] = [];
    const { url, received } = await startWireServer((one, response) => {
      open.push(() => json(response, 200, cohereAnswer(textsOf(one))));
      setImmediate(() => {
        for (const answer of open.reverse()) answer();
        open = [];
      });
    });
    const texts = Array.from({ length: 2_048 }, (_, index) => `text ${index}`);
    const together = await embedRemotely(optionsFor(url), asked(texts), never);
    expect(received).toHaveLength(22);
    expect(Math.max(...received.map((one) => textsOf(one).length))).toBe(96);
    expect(together).toMatchObject({ calls: 22, tokens: 3 * 2_048 });
    const alone = await embedRemotely(
      optionsFor(url, { limits: { textsMax: 1, tokensMax: null }, parallelMax: 32 }),
      asked(texts),
      never,
    );
    expect(received).toHaveLength(22 + 2_048);
    expect(Buffer.from(alone.vectors.buffer).equals(Buffer.from(together.vectors.buffer))).toBe(true);
    expect([...together.vectors.subarray(WIDTH * 99, WIDTH * 100)]).toEqual([
      ...Float32Array.from(vectorOfText('text 99', WIDTH)),
    ]);
  });

  it('asks a second time where a call is slow, at most so often in a request, and leaves none behind', async () => {
    let open = 0;
    const seen = new Set<string>();
    const { url, received } = await startWireServer((one, response) => {
      const [text = ''] = textsOf(one);
      open++;
      response.once('close', () => open--);
      // The first call of each text hangs, until those of a second call are used up.
      if (!seen.has(text) && seen.size < 4) seen.add(text);
      else json(response, 200, cohereAnswer(textsOf(one)));
    });
    const options = optionsFor(url, {
      limits: { textsMax: 1, tokensMax: null },
      parallelMax: 2,
      hedgeAfterMs: 30,
      wait: (ms, signal) => delay(ms, undefined, { signal }),
    });
    const texts = Array.from({ length: 12 }, (_, index) => `text ${index}`);
    const { vectors, tokens } = await embedRemotely(options, asked(texts), never);
    expect(tokens).toBe(3 * 12);
    expect(received).toHaveLength(12 + 4);
    expect([...vectors.subarray(0, WIDTH)]).toEqual([...Float32Array.from(vectorOfText('text 0', WIDTH))]);
    await expect.poll(() => open).toBe(0);
  });

  it('makes no more calls at once than it may', async () => {
    let running = 0;
    let most = 0;
    const { url } = await startWireServer((one, response) => {
      most = Math.max(most, ++running);
      setImmediate(() => {
        running--;
        json(response, 200, cohereAnswer(textsOf(one)));
      });
    });
    const options = optionsFor(url, { limits: { textsMax: 1, tokensMax: null }, parallelMax: 3 });
    await embedRemotely(options, asked(Array.from({ length: 40 }, (_, index) => `${index}`)), never);
    expect(most).toBeLessThanOrEqual(3);
    expect(most).toBeGreaterThan(1);
  });

  it('many calls at once are no warning of a leak, and leave no listener behind', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on('warning', note);
    const { url } = await startProvider('cohere', { width: WIDTH, secrets: ['a-secret'] });
    const pool = createOutboundPool({ allowedRanges: ['127.0.0.0/8'] }, 1_000_000);
    const signals = new Set<AbortSignal>();
    const send: RemoteOptions['send'] = (request, signal) => {
      signals.add(signal);
      return pool.send(request, signal);
    };
    const texts = Array.from({ length: 2_048 }, (_, index) => `text ${index}`);
    await embedRemotely(optionsFor(url, { send, parallelMax: 22 }), asked(texts), never);
    const [stop] = [...signals];
    const listeners = () => getEventListeners(stop as AbortSignal, 'abort').length;
    while (listeners() > 0) await new Promise(setImmediate);
    expect(signals.size).toBe(1);
    expect(warnings).toEqual([]);
    process.off('warning', note);
    pool.close();
  });

  it('waits as long as the provider says, and tries again', async () => {
    const waits: number[] = [];
    const { url, received } = await startWireServer((one, response) => {
      if (received.length < 3) json(response, 429, { message: 'slow down' }, { 'retry-after': '2' });
      else json(response, 200, cohereAnswer(textsOf(one)));
    });
    const wait = async (ms: number) => {
      waits.push(ms);
    };
    const { vectors } = await embedRemotely(optionsFor(url, { wait }), asked(['a']), never);
    expect(vectors).toHaveLength(WIDTH);
    expect(waits).toEqual([2_000, 2_000]);
  });

  it('a hint that lies in the past is none: the wait is a share of what doubles with each try', async () => {
    const waits: number[] = [];
    const { url, received } = await startWireServer((one, response) => {
      if (received.length < 3) json(response, 429, { message: 'slow down' }, { 'retry-after': '-86400' });
      else json(response, 200, cohereAnswer(textsOf(one)));
    });
    const wait = async (ms: number) => {
      waits.push(ms);
    };
    await embedRemotely(optionsFor(url, { wait, random: () => 0.5 }), asked(['a']), never);
    expect(waits).toEqual([250, 500]);
  });

  it.each([
    ['the deadline', {}],
    ['the breaker', { deadlineMs: 20_000, breaker: openedBySecond() }],
  ])('a further try that %s cuts off tells what the provider said before', async (_what, change) => {
    const { url, received } = await startWireServer((_one, response) => {
      if (received.length === 1) json(response, 429, { message: 'slow down' });
    });
    const failure = await failureOf(
      embedRemotely(optionsFor(url, { deadlineMs: 200, ...change }), asked(['a']), never),
    );
    expect(failure).toMatchObject({ reason: 'rate_limited', message: 'slow down' });
  });

  it('a count of more tokens than the text has bytes is none', async () => {
    const counts = [17, 18];
    const { url } = await startWireServer((one, response) =>
      json(response, 200, { ...cohereAnswer(textsOf(one)), meta: { billed_units: { input_tokens: counts.shift() } } }),
    );
    const embed = () => embedRemotely(optionsFor(url), asked(['a']), never);
    expect([(await embed()).tokens, (await embed()).tokens]).toEqual([17, null]);
  });

  it('tries again a few times in all, however many calls fail', async () => {
    const { url, received } = await startWireServer((_one, response) => json(response, 503, { message: 'down' }));
    const options = optionsFor(url, { limits: { textsMax: 1, tokensMax: null }, parallelMax: 1 });
    const failure = await failureOf(embedRemotely(options, asked(['a', 'b', 'c']), never));
    expect(failure.reason).toBe('unavailable');
    expect(received).toHaveLength(5);
  });

  it('one call refused for good fails the request, and what was charged before is told', async () => {
    const { url } = await startWireServer((one, response) => {
      if (textsOf(one).includes('bad')) json(response, 422, { message: 'too long' });
      else json(response, 200, cohereAnswer(textsOf(one)));
    });
    const options = optionsFor(url, { limits: { textsMax: 1, tokensMax: null }, parallelMax: 1 });
    const failure = await failureOf(embedRemotely(options, asked(['a', 'b', 'bad', 'c']), never));
    expect(failure).toMatchObject({ reason: 'invalid', message: 'too long', chargedTokens: 6 });
  });

  it('a caller who goes away ends its calls, and says nothing about the endpoint', async () => {
    const gone = new AbortController();
    const breaker = createBreaker(() => performance.now());
    const { url } = await startWireServer(() => gone.abort(new Error('the caller left')));
    await expect(embedRemotely(optionsFor(url, { breaker }), asked(['a']), gone.signal)).rejects.toThrow('caller left');
    expect(breaker.state().phase).toBe('closed');
  });
});

describe('what an endpoint can do wrong', () => {
  const float = (...vectors: unknown[]) => ({ embeddings: { float: vectors } });
  const good = vectorOfText('a', WIDTH);

  it.each<[string, (response: ServerResponse, one: Received) => void, string]>([
    ['200 with HTML', (response) => json(response, 200, '<html>login</html>'), 'unusable'],
    ['a wrong width', (response) => json(response, 200, float([1, 2, 3])), 'unusable'],
    ['NaN', (response) => json(response, 200, `{"embeddings":{"float":[[NaN]]}}`), 'unusable'],
    ['null among the numbers', (response) => json(response, 200, float([null, ...good.slice(1)])), 'unusable'],
    ['fewer vectors', (response) => json(response, 200, float()), 'unusable'],
    ['more vectors', (response) => json(response, 200, float(good, good)), 'unusable'],
    ['a redirect', (response) => json(response, 302, '', { location: 'http://127.0.0.1:9/' }), 'unavailable'],
    ['a wrong key', (response) => json(response, 401, { message: 'no' }), 'unauthorized'],
    ['a connection that ends', (response) => response.socket?.destroy(), 'unavailable'],
    [
      'a connection that ends in the body',
      (response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"embeddings":', () => response.socket?.destroy());
      },
      'unavailable',
    ],
  ])('%s is told as what it is', async (_what, answer, reason) => {
    const { url } = await startWireServer((one, response) => answer(response, one));
    const failure = await failureOf(embedRemotely(optionsFor(url), asked(['a']), never));
    expect(failure.reason).toBe(reason);
    expect(failure.message).not.toContain('a-secret');
  });

  it('an answer that never comes ends at the deadline of the whole request', async () => {
    const { url } = await startWireServer(() => {});
    const failure = await failureOf(embedRemotely(optionsFor(url, { deadlineMs: 50 }), asked(['a']), never));
    expect(failure.reason).toBe('timeout');
  });

  it('an answer that trickles does, too', async () => {
    const { url } = await startWireServer((_one, response) => {
      response.writeHead(200);
      const trickle = () => response.write(' ', () => response.writableEnded || setImmediate(trickle));
      trickle();
    });
    const failure = await failureOf(embedRemotely(optionsFor(url, { deadlineMs: 50 }), asked(['a']), never));
    expect(failure.reason).toBe('timeout');
  });

  it('a wait beyond the deadline is not begun: the caller is told when to come back', async () => {
    const { url, received } = await startWireServer((_one, response) =>
      json(response, 429, { message: 'tomorrow' }, { 'retry-after': '86400' }),
    );
    const failure = await failureOf(embedRemotely(optionsFor(url), asked(['a']), never));
    expect(failure).toMatchObject({ reason: 'rate_limited', retryAfterMs: 86_400_000 });
    expect(received).toHaveLength(1);
  });

  it('one that keeps failing is left alone, and tried again with one call', async () => {
    let at = 0;
    const breaker = createBreaker(() => at);
    let isDown = true;
    const { url, received } = await startWireServer((one, response) =>
      isDown ? json(response, 500, { message: 'down' }) : json(response, 200, cohereAnswer(textsOf(one))),
    );
    const embed = () => embedRemotely(optionsFor(url, { breaker }), asked(['a']), never);
    expect((await failureOf(embed())).reason).toBe('unavailable');
    const failure = await failureOf(embed());
    expect(failure).toMatchObject({ reason: 'breaker_open', retryAfterMs: 5_000 });
    expect(received).toHaveLength(5);
    at = 5_000;
    isDown = false;
    expect((await embed()).vectors).toHaveLength(WIDTH);
    expect(breaker.state().phase).toBe('closed');
  });
});
