import { expect, test, vi } from 'vitest';
import { IsolatedFailure } from './isolated-failure.ts';
import type { ModelProcess } from './model-process.ts';
import { createProcessPool, type PoolOptions } from './process-pool.ts';

const never = new AbortController().signal;
const facts = { dims: 4, maxTokens: 8 };
const model = (key: string) => ({ key, folder: `/${key}` });

/** A pool on a clock of its own, with processes that do what they are told: what the pool decides is in its list of events. */
function poolOf(options: Partial<PoolOptions> = {}) {
  let time = 0;
  const events: string[] = [];
  const running = new Map<string, (failure: IsolatedFailure) => void>();
  const pool = createProcessPool({
    processesMax: 2,
    idleMs: 60_000,
    waitMsMax: 3_000,
    now: () => time,
    report: ({ reason }, key) => events.push(`${key} ${reason}`),
    start({ key }, slot): ModelProcess {
      events.push(`start ${key} ${slot}`);
      let end = (_failure: IsolatedFailure) => {};
      const gone = new Promise<IsolatedFailure>((resolve) => {
        end = resolve;
      });
      running.set(key, end);
      const stop = () => {
        events.push(`stop ${key}`);
        end(new IsolatedFailure('stopped', ''));
      };
      const unasked = async () => [];
      return { pid: 1, open: async () => facts, count: unasked, embed: unasked, stop, gone };
    },
    ...options,
  });
  return {
    pool,
    events,
    pass: (ms: number) => {
      time += ms;
    },
    crash: async (key: string) => {
      running.get(key)?.(new IsolatedFailure('crashed', ''));
      await Promise.resolve();
    },
    /** One request that is done at once. */
    ask: (key: string) => pool.use(model(key), never, async (pooled) => pooled.inTurn(never, async () => {})),
    /** One that goes on until it is told. */
    hold(key: string) {
      let done = () => {};
      const until = new Promise<void>((resolve) => {
        done = resolve;
      });
      const result = pool.use(model(key), never, () => until);
      return { done, result };
    },
  };
}

test('requests for one model share its process; each model has one of its own, at a place of its own', async () => {
  const { pool, events, ask } = poolOf();
  await Promise.all([ask('a'), ask('a'), ask('b')]);
  await ask('a');
  expect(events).toEqual(['start a 0', 'start b 1']);
  expect(pool.processes().map(({ key }) => key)).toEqual(['a', 'b']);
  await pool.close();
});

test('the one that was asked for longest ago makes room, and its place is taken over', async () => {
  const { pool, events, ask, pass } = poolOf();
  await ask('a');
  pass(1);
  await ask('b');
  pass(1);
  await ask('a');
  await ask('c');
  expect(events.slice(2)).toEqual(['stop b', 'start c 1']);
  await pool.close();
});

test('while all are at work a newcomer waits its time, and is told that they are busy', async () => {
  const { pool, ask, hold, pass } = poolOf();
  const held = [hold('a'), hold('b')];
  let refusal: unknown;
  ask('c').catch((error: unknown) => {
    refusal = error;
  });
  await vi.waitFor(() => {
    pass(500);
    expect(refusal).toMatchObject({ reason: 'busy', retryAfterMs: expect.any(Number) });
  }, 8_000);
  for (const one of held) one.done();
  await pool.close();
});

test('who is always at work gives its place up when its time is over and others wait, and its last request is served', async () => {
  const { pool, events, ask, hold, pass } = poolOf({ waitMsMax: 60_000 });
  const first = hold('a');
  pass(10);
  const second = hold('b');
  const waiting = ask('c');
  pass(5_000);
  const newcomer = new AbortController();
  // Leaving, the first takes nobody in any more.
  await vi.waitFor(async () => {
    const taken = pool.use(model('a'), newcomer.signal, async () => 'taken in').catch(() => 'gone');
    expect(await Promise.race([taken, soon('waits')])).toBe('waits');
  }, 8_000);
  newcomer.abort();
  first.done();
  await waiting;
  await first.result;
  expect(events.filter((event) => event.startsWith('st'))).toEqual(['start a 0', 'start b 1', 'stop a', 'start c 0']);
  second.done();
  await pool.close();
});

test('one that ends by itself is started again at once, and ever more slowly if it does so again and again', async () => {
  const { pool, events, ask, crash, pass } = poolOf();
  await ask('a');
  await crash('a');
  await vi.waitFor(() => expect(pool.processes()).toEqual([]));
  // What is opened and not asked anything yet has not proven itself.
  await pool.use(model('a'), never, async () => {});
  for (const pauseMs of [500, 1_000]) {
    await crash('a');
    await vi.waitFor(() => expect(pool.processes()).toEqual([]));
    await expect(ask('a')).rejects.toMatchObject({ reason: 'crashed', retryAfterMs: pauseMs });
    pass(pauseMs);
    await pool.use(model('a'), never, async () => {});
  }
  await ask('a');
  await crash('a');
  await vi.waitFor(() => expect(pool.processes()).toEqual([]));
  await ask('a');
  expect(events.filter((event) => event === 'a crashed')).toHaveLength(4);
  await pool.close();
});

test('one that nobody asks for is stopped, and so are those of models that are gone', async () => {
  const { pool, events, ask, pass } = poolOf({ idleMs: 20 });
  await ask('a');
  pass(30);
  await vi.waitFor(() => expect(events).toContain('stop a'));
  await ask('b');
  pool.keepOnly(new Set(['c']));
  expect(events).toContain('stop b');
  await pool.close();
});

test('who leaves does not wait for what the process is at', async () => {
  const { pool, hold } = poolOf();
  const held = hold('a');
  const leaving = new AbortController();
  const left = pool.use(model('a'), leaving.signal, () => new Promise(() => {}));
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  held.done();
  await pool.close();
});

function soon<Value>(value: Value): Promise<Value> {
  return new Promise((resolve) => setImmediate(() => resolve(value)));
}
