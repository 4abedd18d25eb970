import { perform, type Task } from './task.ts';

export type ToMaths = { id: number; task: Task };
export type FromMaths =
  | { id: number; share: number }
  | { id: number; answer: ReturnType<typeof perform> }
  | { id: number; error: string };

/** The thread in which the playground computes, so that the page stays free. */
self.addEventListener('message', ({ data: { id, task } }: MessageEvent<ToMaths>) => {
  const send = (message: FromMaths) => self.postMessage(message);
  try {
    send({ id, answer: perform(task, (share) => send({ id, share })) });
  } catch (error) {
    send({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
