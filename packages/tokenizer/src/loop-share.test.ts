import { expect, it } from 'vitest';
import { createLoopShare } from './loop-share.ts';

/** A loop whose clock and turns the test moves. */
function handLoop() {
  let nowMs = 0;
  const turns: (() => void)[] = [];
  const log: string[] = [];
  const loop = createLoopShare(
    4,
    () => nowMs,
    (turn) => turns.push(turn),
  );
  function* work(name: string, steps: number, stepMs: number): Generator<void, string> {
    for (let step = 0; step < steps; step++) {
      nowMs += stepMs;
      log.push(name);
      yield;
    }
    return name;
  }
  async function turn() {
    log.push('|');
    for (const next of turns.splice(0)) next();
    for (let microtask = 0; microtask < 20; microtask++) await Promise.resolve();
  }
  return { loop, work, turn, log };
}

it('short work is done at once, long work in slices of a turn each, and short work passes between them', async () => {
  const { loop, work, turn, log } = handLoop();
  const short = loop.run(work('a', 2, 1));
  const long = loop.run(work('B', 10, 1));
  const late = loop.run(work('c', 1, 1));
  await expect(short).resolves.toBe('a');
  for (let turns = 0; turns < 5; turns++) await turn();
  expect(log.join('')).toBe('aaBB|BBBB|cBBB|B||');
  await expect(Promise.all([long, late])).resolves.toEqual(['B', 'c']);
});

it('work whose caller has gone stops at its next turn, is closed, and does not hold up the others', async () => {
  const { loop, work, turn, log } = handLoop();
  const gone = new AbortController();
  let isClosed = false;
  function* closing(): Generator<void, string> {
    try {
      return yield* work('a', 100, 1);
    } finally {
      isClosed = true;
    }
  }
  const aborted = loop.run(closing(), gone.signal);
  const other = loop.run(work('b', 1, 1));
  gone.abort(new Error('gone'));
  const refused = expect(aborted).rejects.toThrow('gone');
  await turn();
  await turn();
  await refused;
  expect(isClosed).toBe(true);
  await expect(other).resolves.toBe('b');
  expect(log.join('')).toBe('aaaa|b|');
});

it('work that fails fails alone', async () => {
  const { loop, work, turn } = handLoop();
  function* failing(): Generator<void, string> {
    yield* work('a', 5, 1);
    throw new Error('broken');
  }
  const failed = expect(loop.run(failing())).rejects.toThrow('broken');
  const other = loop.run(work('b', 1, 1));
  for (let turns = 0; turns < 4; turns++) await turn();
  await failed;
  await expect(other).resolves.toBe('b');
});
