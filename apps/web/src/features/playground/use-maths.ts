'use client';

import { useCallback, useEffect, useRef } from 'react';
import type { FromMaths, ToMaths } from './maths/maths.worker.ts';
import type { Task, TaskName, Tasks } from './maths/task.ts';

export type Ask = <Name extends TaskName>(
  task: Extract<Task, { name: Name }>,
  onShare?: (share: number) => void,
) => Promise<Tasks[Name]['answer']>;

type Waiting = { resolve(answer: never): void; reject(error: Error): void; onShare?: (share: number) => void };

/** Hands tasks to a worker of this page, which starts with the first and ends with the page. */
export function useMaths(): Ask {
  const worker = useRef<Worker | null>(null);
  const waiting = useRef(new Map<number, Waiting>());
  const lastId = useRef(0);

  const start = useCallback(() => {
    const started = new Worker(new URL('./maths/maths.worker.ts', import.meta.url), { type: 'module' });
    const failAll = () => {
      for (const { reject } of waiting.current.values()) reject(new Error('The computation stopped. Try again.'));
      waiting.current.clear();
      started.terminate();
      worker.current = null;
    };
    started.addEventListener('error', failAll);
    started.addEventListener('message', ({ data }: MessageEvent<FromMaths>) => {
      const task = waiting.current.get(data.id);
      if ('share' in data) {
        task?.onShare?.(data.share);
        return;
      }
      waiting.current.delete(data.id);
      if ('error' in data) task?.reject(new Error(data.error));
      else task?.resolve(data.answer as never);
    });
    return started;
  }, []);

  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = null;
    },
    [],
  );

  return useCallback<Ask>(
    (task, onShare) =>
      new Promise((resolve, reject) => {
        worker.current ??= start();
        const id = ++lastId.current;
        waiting.current.set(id, { resolve, reject, ...(onShare ? { onShare } : {}) });
        worker.current.postMessage({ id, task } satisfies ToMaths);
      }),
    [start],
  );
}
