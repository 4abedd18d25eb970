import type { EmbedResult } from './engine-interface.ts';
import type { ModelSpec } from './models/model-spec.ts';

/** One text of a request on its way through scheduler and worker. */
export interface RequestText {
  readonly length: number;
  readonly ids: Int32Array;
  readonly index: number;
  readonly request: Request;
  /** Set once it was in a batch that failed: it is tried once more, alone. */
  isRetry: boolean;
}

/** A call of `embed` that is not answered yet. */
export interface Request {
  readonly model: ModelSpec;
  readonly width: number;
  readonly texts: RequestText[];
  readonly result: Promise<EmbedResult>;
  isSettled(): boolean;
  markStarted(now: number): void;
  /** Puts one text's vector in its place; the last one answers the call. */
  deliver(index: number, vector: Float32Array, now: number): void;
  fail(error: unknown): void;
  /** What to do when the call is answered or failed: stop waiting texts, forget the call. */
  onSettled(action: () => void): void;
}

/** Starts the bookkeeping of one call. `now` in milliseconds of the engine's clock. */
export function createRequest(model: ModelSpec, tokens: readonly Int32Array[], width: number, now: number): Request {
  const actions: (() => void)[] = [];
  let vectors: Float32Array<ArrayBuffer> | undefined;
  let remaining = tokens.length;
  let startedAt: number | undefined;
  let settled = false;
  let resolve: (result: EmbedResult) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const result = new Promise<EmbedResult>((yes, no) => {
    resolve = yes;
    reject = no;
  });

  function settle(answer: () => void): void {
    if (settled) return;
    settled = true;
    for (const action of actions) action();
    answer();
  }

  const request: Request = {
    model,
    width,
    texts: [],
    result,
    isSettled: () => settled,
    markStarted(at) {
      startedAt ??= at;
    },
    deliver(index, vector, at) {
      if (settled) return;
      // Made when the first vector comes: waiting requests hold no memory for their answers.
      vectors ??= new Float32Array(tokens.length * width);
      vectors.set(vector, index * width);
      remaining--;
      if (remaining > 0) return;
      const started = startedAt ?? at;
      const answer = { vectors, dims: width, queueMs: started - now, inferMs: at - started };
      settle(() => resolve(answer));
    },
    fail: (error) => settle(() => reject(error)),
    onSettled(action) {
      actions.push(action);
    },
  };
  for (const [index, ids] of tokens.entries()) {
    request.texts.push({ length: ids.length, ids, index, request, isRetry: false });
  }
  return request;
}
