import { expect, test } from 'vitest';
import { type HedgeOptions, hedge } from './hedge.ts';

const never = new AbortController().signal;
const neverUntilAborted: HedgeOptions['wait'] = (_ms, signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
const atOnce: HedgeOptions['wait'] = async () => {};

/** Calls that end when the test says so, each with the signal it was given. */
function calls() {
  const made: { signal: AbortSignal; answer(value: string): void; fail(error: Error): void }[] = [];
  const call = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      made.push({ signal, answer: resolve, fail: reject });
    });
  return { made, call };
}

/** Lets what is due happen, until a condition holds. */
async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !holds(); turn++) await Promise.resolve();
  expect(holds()).toBe(true);
}

const options = (wait: HedgeOptions['wait'], mayHedge = () => true): HedgeOptions => ({ afterMs: 50, wait, mayHedge });

test('an answer in time is the only call', async () => {
  const { made, call } = calls();
  const asked = hedge(call, options(neverUntilAborted), never);
  made[0]?.answer('first');
  expect(await asked).toBe('first');
  expect(made).toHaveLength(1);
});

test('a failure in time is the call’s own', async () => {
  const { made, call } = calls();
  const asked = hedge(call, options(neverUntilAborted), never);
  made[0]?.fail(new Error('refused'));
  await expect(asked).rejects.toThrow('refused');
  expect(made).toHaveLength(1);
});

test.each([0, 1])('of a slow call and its second, number %i answers first and ends the other', async (winner) => {
  const { made, call } = calls();
  const asked = hedge(call, options(atOnce), never);
  await until(() => made.length === 2);
  made[winner]?.answer('the one');
  expect(await asked).toBe('the one');
  expect(made.map(({ signal }) => signal.aborted)).toEqual([true, true]);
});

test('when one of the two fails, the other may still answer', async () => {
  const { made, call } = calls();
  const asked = hedge(call, options(atOnce), never);
  await until(() => made.length === 2);
  made[1]?.fail(new Error('busy'));
  made[0]?.answer('late');
  expect(await asked).toBe('late');
});

test('when both fail, the first one’s failure is told, whichever came first', async () => {
  const { made, call } = calls();
  const asked = hedge(call, options(atOnce), never);
  await until(() => made.length === 2);
  made[1]?.fail(new Error('of the second'));
  made[0]?.fail(new Error('of the first'));
  await expect(asked).rejects.toThrow('of the first');
});

test('without leave there is no second call', async () => {
  const { made, call } = calls();
  const asked = hedge(
    call,
    options(atOnce, () => false),
    never,
  );
  made[0]?.answer('slow');
  expect(await asked).toBe('slow');
  expect(made).toHaveLength(1);
});

test('who leaves ends both', async () => {
  const { made, call } = calls();
  const caller = new AbortController();
  const asked = hedge(call, options(atOnce), caller.signal);
  await until(() => made.length === 2);
  caller.abort(new Error('gone'));
  await expect(asked).rejects.toThrow('gone');
  expect(made.every(({ signal }) => signal.aborted)).toBe(true);
});
