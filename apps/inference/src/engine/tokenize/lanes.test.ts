import { expect, it } from 'vitest';
import { createLanes } from './lanes.ts';

it('runs no more tasks at a time than there are lanes, in the order they came, also when some fail', async () => {
  const lanes = createLanes(2);
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const tasks = [0, 1, 2, 3].map((task) =>
    lanes(async () => {
      started.push(task);
      await new Promise<void>((end) => ends.push(end));
      if (task === 0) throw new Error('first');
      return task;
    }),
  );
  const settled = Promise.allSettled(tasks);
  expect(started).toEqual([0, 1]);
  for (let done = 0; done < 4; done++) {
    ends[done]?.();
    await tasks[done]?.catch(() => {});
    await Promise.resolve();
  }
  expect(started).toEqual([0, 1, 2, 3]);
  expect((await settled).map((task) => task.status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
});
