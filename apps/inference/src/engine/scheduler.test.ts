import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineOverloaded } from './fault.ts';
import { lengthClass } from './length-class.ts';
import { createScheduler, type Order, type SchedulerOptions } from './scheduler.ts';

interface Text {
  length: number;
  key: string;
  model: string;
  order: number;
}

const options: SchedulerOptions = {
  batchTokensMax: () => 512,
  quantumTokens: 512,
  batchTextsMax: 64,
  interactiveBatchMsMax: 1e9,
  workers: () => 1,
  queueTokensMax: 1_000_000,
  waitMsMax: { interactive: 1e9, batch: 1e9 },
  overloadWaitMsMax: 1e9,
  tokensPerMs: () => 10,
  now: () => 0,
};

const order = (change: Partial<Order> = {}): Order => ({
  model: 'm',
  fairnessKey: 'a',
  priority: 'interactive',
  batchable: true,
  ...change,
});

const textsOf = (lengths: number[], { fairnessKey: key, model } = order()): Text[] =>
  lengths.map((length, index) => ({ length, key, model, order: index }));

function drainAll(scheduler: { next(): { model: string; texts: Text[] } | undefined }) {
  const batches: { model: string; texts: Text[] }[] = [];
  for (let batch = scheduler.next(); batch; batch = scheduler.next()) batches.push(batch);
  return batches;
}

const lengths = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 60 });
const requests = fc.array(
  fc.record({
    fairnessKey: fc.constantFrom('a', 'b', 'c', 'd'),
    model: fc.constantFrom('m', 'n'),
    priority: fc.constantFrom('interactive' as const, 'batch' as const),
    batchable: fc.boolean(),
    lengths,
  }),
  { minLength: 1, maxLength: 12 },
);

describe('the scheduler', () => {
  it('shares what waits out between the workers that are free, unless it is little', () => {
    const batchesOf = (lengths: number[]) => {
      const scheduler = createScheduler<Text>(options);
      scheduler.enqueue(order(), textsOf(lengths));
      const next = (freeWorkers: number) => scheduler.next({ freeWorkers, allowsBatch: () => true });
      return [next(2), next(1)].map((batch) => batch?.texts.length);
    };
    expect(batchesOf(Array(8).fill(20))).toEqual([4, 4]);
    // A millisecond's work, at 10 tokens a millisecond.
    expect(batchesOf(Array(4).fill(2))).toEqual([4, undefined]);
  });

  it('runs every text exactly once, whatever comes in', () => {
    fc.assert(
      fc.property(requests, (list) => {
        const scheduler = createScheduler<Text>(options);
        const all = list.flatMap((request) => {
          const texts = textsOf(request.lengths, request);
          scheduler.enqueue(request, texts);
          return texts;
        });
        const run = drainAll(scheduler).flatMap((batch) => batch.texts);
        expect(run).toHaveLength(all.length);
        expect(new Set(run)).toEqual(new Set(all));
        expect(scheduler.waiting()).toEqual({ texts: 0, tokens: 0 });
      }),
    );
  });

  it('keeps every batch to one model, one length class, the token budget and the number of texts', () => {
    fc.assert(
      fc.property(requests, (list) => {
        const scheduler = createScheduler<Text>(options);
        for (const request of list) scheduler.enqueue(request, textsOf(request.lengths, request));
        for (const { model, texts } of drainAll(scheduler)) {
          const longest = Math.max(...texts.map((text) => text.length));
          expect(texts.every((text) => text.model === model)).toBe(true);
          expect(new Set(texts.map((text) => lengthClass(text.length))).size).toBe(1);
          expect(texts.length).toBeLessThanOrEqual(options.batchTextsMax);
          if (texts.length > 1) expect(longest * texts.length).toBeLessThanOrEqual(options.batchTokensMax('m'));
        }
      }),
    );
  });

  it('never lets two waiting flows drift apart by more than a few batches of tokens', () => {
    const long = fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 300, maxLength: 300 });
    fc.assert(
      fc.property(fc.array(long, { minLength: 2, maxLength: 5 }), (flows) => {
        const scheduler = createScheduler<Text>(options);
        const waiting = new Map<string, number>();
        const served = new Map<string, number>();
        for (const [index, list] of flows.entries()) {
          const fairnessKey = `flow-${index}`;
          scheduler.enqueue(order({ fairnessKey }), textsOf(list, order({ fairnessKey })));
          waiting.set(fairnessKey, list.length);
          served.set(fairnessKey, 0);
        }
        // While all flows have work: turns of a budget each, a debt of up to two, and the longest text.
        const bound = 4 * options.quantumTokens + 600;
        for (let batch = scheduler.next(); batch; batch = scheduler.next()) {
          for (const text of batch.texts) {
            served.set(text.key, (served.get(text.key) ?? 0) + text.length);
            waiting.set(text.key, (waiting.get(text.key) ?? 0) - 1);
          }
          if ([...waiting.values()].some((texts) => texts === 0)) return;
          expect(Math.max(...served.values()) - Math.min(...served.values())).toBeLessThanOrEqual(bound);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('answers a single text beside a flood within two batches', () => {
    const scheduler = createScheduler<Text>(options);
    scheduler.enqueue(order({ fairnessKey: 'flood' }), textsOf(Array(2048).fill(100)));
    scheduler.next();
    const polite = textsOf([8]);
    scheduler.enqueue(order({ fairnessKey: 'polite' }), polite);
    const soon = [scheduler.next(), scheduler.next()].flatMap((batch) => batch?.texts ?? []);
    expect(soon).toContain(polite[0]);
  });

  it('gives an interactive batch no more than it may take, and one of the batch class its budget', () => {
    const scheduler = createScheduler<Text>({ ...options, interactiveBatchMsMax: 100, workers: () => 4 });
    scheduler.enqueue(order({ priority: 'batch' }), textsOf(Array(100).fill(10)));
    expect(scheduler.next()?.texts).toHaveLength(51);
    scheduler.enqueue(order(), textsOf(Array(100).fill(10)));
    // 100 ms of a worker that does 10 / 4 tokens a millisecond.
    expect(scheduler.next()?.texts).toHaveLength(25);
  });

  it('lets a text of another flow join a batch of its length', () => {
    const scheduler = createScheduler<Text>(options);
    scheduler.enqueue(order({ fairnessKey: 'flood' }), textsOf(Array(2048).fill(30)));
    const polite = textsOf([30]);
    scheduler.enqueue(order({ fairnessKey: 'polite' }), polite);
    expect(scheduler.next()?.texts).toContain(polite[0]);
  });

  it('runs interactive texts before batch texts, yet never starves the batch', () => {
    const scheduler = createScheduler<Text>(options);
    const slow = textsOf(Array(100).fill(500));
    const fast = textsOf(Array(100).fill(500));
    scheduler.enqueue(order({ priority: 'batch' }), slow);
    scheduler.enqueue(order(), fast);
    const first = Array.from({ length: 18 }, () => scheduler.next()?.texts[0]);
    expect(first.slice(0, 8).every((text) => text && fast.includes(text))).toBe(true);
    expect(first.filter((text) => text && slow.includes(text))).toHaveLength(2);
  });

  it('keeps a flow’s texts of one length in order', () => {
    const scheduler = createScheduler<Text>(options);
    scheduler.enqueue(order(), textsOf(Array(500).fill(7)));
    expect(drainAll(scheduler).flatMap((batch) => batch.texts.map((text) => text.order))).toEqual([
      ...Array(500).keys(),
    ]);
  });

  it('gives texts that must run alone a batch each', () => {
    const scheduler = createScheduler<Text>(options);
    scheduler.enqueue(order({ batchable: false }), textsOf([5, 5, 5]));
    expect(drainAll(scheduler).map((batch) => batch.texts.length)).toEqual([1, 1, 1]);
  });

  it('never runs a cancelled text and counts it no more', () => {
    fc.assert(
      fc.property(lengths, lengths, fc.nat(3), (mine, others, batchesBefore) => {
        const scheduler = createScheduler<Text>(options);
        const texts = textsOf(mine);
        const cancel = scheduler.enqueue(order(), texts);
        scheduler.enqueue(order({ fairnessKey: 'b' }), textsOf(others));
        for (let count = 0; count < batchesBefore; count++) scheduler.next();
        cancel();
        cancel();
        const rest = drainAll(scheduler).flatMap((batch) => batch.texts);
        expect(rest.some((text) => texts.includes(text))).toBe(false);
        expect(scheduler.waiting()).toEqual({ texts: 0, tokens: 0 });
      }),
    );
  });
});

describe('a full queue', () => {
  const small = { ...options, queueTokensMax: 1000 };

  it('refuses a request whole and says how long the excess takes', () => {
    const scheduler = createScheduler<Text>(small);
    scheduler.enqueue(order(), textsOf([600]));
    const refused = () => scheduler.enqueue(order(), textsOf([300, 300]));
    expect(refused).toThrow(EngineOverloaded);
    expect(refused).toThrow('The inference queue is full; the wait is about 20 ms.');
    expect(scheduler.waiting()).toEqual({ texts: 1, tokens: 600 });
  });

  it('estimates the wait by what each model takes', () => {
    const scheduler = createScheduler<Text>({
      ...options,
      waitMsMax: { interactive: 50, batch: 50 },
      tokensPerMs: (model) => (model === 'slow' ? 1 : 1_000),
    });
    scheduler.enqueue(order({ model: 'fast' }), textsOf([10_000]));
    scheduler.enqueue(order({ model: 'slow' }), textsOf([100]));
    expect(() => scheduler.enqueue(order({ model: 'fast' }), textsOf([1]))).toThrow('the wait is about 60 ms');
  });

  it('still takes in another flow, up to its fair share', () => {
    const scheduler = createScheduler<Text>(small);
    scheduler.enqueue(order({ fairnessKey: 'flood' }), textsOf([1000]));
    scheduler.enqueue(order({ fairnessKey: 'polite' }), textsOf([500]));
    expect(() => scheduler.enqueue(order({ fairnessKey: 'polite' }), textsOf([1]))).toThrow(EngineOverloaded);
  });

  it('takes in a request of any size when nothing waits', () => {
    const scheduler = createScheduler<Text>(small);
    scheduler.enqueue(order(), textsOf([5000]));
    expect(scheduler.next()?.texts).toHaveLength(1);
  });

  it('has room again after texts ran or were cancelled', () => {
    const scheduler = createScheduler<Text>(small);
    const cancel = scheduler.enqueue(order(), textsOf([600]));
    cancel();
    scheduler.enqueue(order(), textsOf([600]));
    scheduler.next();
    scheduler.enqueue(order(), textsOf([600]));
    expect(scheduler.waiting().tokens).toBe(600);
  });

  it('lets nobody in who would wait long, while more is asked for than done second after second', () => {
    let at = 0;
    const scheduler = createScheduler<Text>({ ...options, overloadWaitMsMax: 80, now: () => at });
    const waits: number[] = [];
    let refused = 0;
    // 100 tokens come every 4 ms, and five such texts are done in 50 ms: two and a half times too many.
    for (; at < 20_000; at += 4) {
      try {
        scheduler.enqueue(order(), textsOf([100]));
      } catch (error) {
        expect(error).toBeInstanceOf(EngineOverloaded);
        refused++;
      }
      if (at % 50 < 4) scheduler.next();
      waits.push(scheduler.waiting().tokens / 10);
    }
    expect(refused).toBeGreaterThan(0);
    expect(Math.max(...waits.slice(waits.length / 2))).toBeLessThan(100);
  });

  it('gives interactive texts alone when batches may not run', () => {
    const scheduler = createScheduler<Text>(options);
    scheduler.enqueue(order({ priority: 'batch' }), textsOf([9]));
    expect(scheduler.next({ freeWorkers: 1, allowsBatch: () => false })).toBeUndefined();
    scheduler.enqueue(order(), textsOf([5]));
    expect(scheduler.next({ freeWorkers: 1, allowsBatch: () => false })?.priority).toBe('interactive');
    expect(scheduler.next({ freeWorkers: 1, allowsBatch: () => true })?.priority).toBe('batch');
  });

  it('refuses a request that would wait longer than its class allows', () => {
    const scheduler = createScheduler<Text>({ ...options, waitMsMax: { interactive: 50, batch: 5000 } });
    scheduler.enqueue(order(), textsOf([1000]));
    expect(() => scheduler.enqueue(order(), textsOf([1]))).toThrow(EngineOverloaded);
    scheduler.enqueue(order({ fairnessKey: 'b' }), textsOf([1]));
    scheduler.enqueue(order({ priority: 'batch' }), textsOf([1]));
  });
});
