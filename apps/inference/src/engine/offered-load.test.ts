import { expect, it } from 'vitest';
import { createOfferedLoad } from './offered-load.ts';

/** Runs seconds of ten steps each, in which so much is asked for and done. */
function play(seconds: readonly { asked: number; done: number }[]): boolean[] {
  let at = 0;
  const load = createOfferedLoad(() => at);
  return seconds.map(({ asked, done }) => {
    for (let step = 0; step < 10; step++) {
      load.offered(asked / 10);
      load.served(done / 10);
      at += 100;
    }
    return load.isTooMuch();
  });
}

it('is too much when more is asked for than done, second after second', () => {
  expect(play(Array(5).fill({ asked: 250, done: 100 }))).toEqual([false, false, true, true, true]);
});

it('is not too much for a burst, however large, that is then worked off', () => {
  const rest = Array(8).fill({ asked: 100, done: 100 });
  expect(play([{ asked: 5_000, done: 100 }, { asked: 400, done: 100 }, ...rest])).not.toContain(true);
});

it('is not too much when clients wait for their answers, however many they are', () => {
  expect(play(Array(20).fill({ asked: 110, done: 100 }))).not.toContain(true);
});

it('is over with the first second in which no more is asked for than done', () => {
  const seconds = [...Array(4).fill({ asked: 250, done: 100 }), { asked: 100, done: 100 }];
  expect(play(seconds)).toEqual([false, false, true, true, false]);
});

it('is over after a pause', () => {
  let at = 0;
  const load = createOfferedLoad(() => at);
  for (; at < 5_000; at += 100) load.offered(100);
  expect(load.isTooMuch()).toBe(true);
  at += 10_000;
  expect(load.isTooMuch()).toBe(false);
});
