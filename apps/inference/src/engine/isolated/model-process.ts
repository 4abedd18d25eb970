import type { Duplex } from 'node:stream';
import { InputTooLong, type TokenCount } from '../tokenize/tokenizer.ts';
import { createFrameReader, encodeFrame, type Frame } from './frames.ts';
import { IsolatedFailure } from './isolated-failure.ts';
import { watchMemory } from './memory-watch.ts';
import {
  ANSWER_BYTES_MAX,
  type FromProgram,
  fromProgramSchema,
  HEADER_BYTES_MAX,
  type ModelFacts,
  type ProgramFailure,
  type TextOptions,
  type ToProgram,
} from './protocol.ts';
import { type IsolatedOptions, spawnIsolated } from './spawn-isolated.ts';

/** An isolated process seen from the server. Ask it one thing at a time; all rejections are IsolatedFailure or InputTooLong. */
export type ModelProcess = {
  pid: number | undefined;
  open(): Promise<ModelFacts>;
  count(texts: readonly string[], options: TextOptions): Promise<TokenCount[]>;
  /** Writes the vectors of the texts one after the other into `rows`; the tokens of each text. */
  embed(texts: readonly string[], options: TextOptions, width: number, rows: Float32Array): Promise<number[]>;
  /** Ends it at once, whatever it does. */
  stop(): void;
  /** Resolves when it is gone, with why. */
  gone: Promise<IsolatedFailure>;
};

export type ModelProcessOptions = IsolatedOptions & {
  threads: number;
  /** Longest time to open the model, and longest time of one question. */
  openMsMax: number;
  runMsMax: number;
};

type Answer = { header: Exclude<FromProgram, ProgramFailure>; payload: Buffer };
type Open = { job: number; timer: NodeJS.Timeout; resolve(answer: Answer): void; reject(error: unknown): void };

export function startModelProcess(options: ModelProcessOptions): ModelProcess {
  const child = spawnIsolated(options);
  const channel = child.stdio[3] as Duplex;
  let open: Open | null = null;
  let lastJob = 0;
  let cause: IsolatedFailure | null = null;

  const kill = (failure: IsolatedFailure) => {
    cause ??= failure;
    child.kill('SIGKILL');
  };
  const unwatch = watchMemory(child.pid, options.memoryBytesMax, () =>
    kill(new IsolatedFailure('memory', `It took more than ${mebibytes(options.memoryBytesMax)} MiB of memory.`)),
  );
  const gone = new Promise<IsolatedFailure>((resolve) => {
    const end = (detail: string) => {
      unwatch();
      const failure = cause ?? new IsolatedFailure('crashed', detail);
      cause = failure;
      settle((question) => question.reject(failure));
      channel.destroy();
      resolve(failure);
    };
    child.once('error', (error) => end(`It could not be started: ${error.message}`));
    child.once('exit', (code, signal) => end(`It ended by itself (${signal ?? `exit code ${code}`}).`));
  });

  function settle(act: (question: Open) => void): void {
    const question = open;
    open = null;
    if (!question) return;
    clearTimeout(question.timer);
    act(question);
  }

  function onFrame({ header, payload }: Frame): void {
    const message = fromProgramSchema.safeParse(header);
    if (!message.success || message.data.job !== open?.job) {
      kill(new IsolatedFailure('crashed', 'It sent something that is no answer.'));
      return;
    }
    const answer = message.data;
    settle((question) => {
      if (answer.kind === 'failed') question.reject(failureOf(answer));
      else question.resolve({ header: answer, payload });
    });
  }

  const read = createFrameReader({ headerMax: HEADER_BYTES_MAX, payloadMax: ANSWER_BYTES_MAX }, onFrame);
  channel.on('data', (chunk: Buffer) => {
    try {
      if (cause === null) read(chunk);
    } catch (error) {
      kill(new IsolatedFailure('crashed', String(error)));
    }
  });
  // The end of the process is what tells.
  channel.on('error', () => {});

  function ask(question: (job: number) => ToProgram, msMax: number, texts: readonly string[] = []): Promise<Answer> {
    if (cause) return Promise.reject(cause);
    const job = ++lastJob;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => kill(new IsolatedFailure('time', `It had no answer after ${Math.round(msMax / 1_000)} s.`)),
        msMax,
      );
      open = { job, timer, resolve, reject };
      channel.write(encodeFrame(question(job), Buffer.from(JSON.stringify(texts))));
    });
  }

  const unusable = () => {
    const failure = new IsolatedFailure('crashed', 'It sent an answer of another size than was asked for.');
    kill(failure);
    return failure;
  };

  return {
    pid: child.pid,
    gone,
    async open() {
      const { folder, threads, openMsMax } = options;
      const { header } = await ask((job) => ({ kind: 'open', job, folder, threads }), openMsMax);
      if (header.kind !== 'opened') throw unusable();
      return header.facts;
    },
    async count(texts, textOptions) {
      const question = (job: number) => ({ kind: 'count' as const, job, ...textOptions });
      const { payload } = await ask(question, options.runMsMax, texts);
      if (payload.length !== texts.length * 8) throw unusable();
      return texts.map((_, index) => ({
        tokens: payload.readUInt32LE(index * 8),
        exact: payload.readUInt32LE(index * 8 + 4) === 1,
      }));
    },
    async embed(texts, textOptions, width, rows) {
      const question = (job: number) => ({ kind: 'embed' as const, job, width, ...textOptions });
      const { payload } = await ask(question, options.runMsMax, texts);
      const countBytes = texts.length * 4;
      if (payload.length !== countBytes + texts.length * width * 4) throw unusable();
      new Uint8Array(rows.buffer, rows.byteOffset, texts.length * width * 4).set(payload.subarray(countBytes));
      return texts.map((_, index) => payload.readUInt32LE(index * 4));
    },
    stop: () => kill(new IsolatedFailure('stopped', 'It was stopped.')),
  };
}

function failureOf({ reason, message, tooLong }: ProgramFailure): IsolatedFailure | InputTooLong {
  if (reason !== 'too_long' || !tooLong) return new IsolatedFailure(reason === 'too_long' ? 'error' : reason, message);
  const { index, tokens, tokensMax } = tooLong;
  return new InputTooLong(index, tokens ?? { characters: 0, charactersMax: 0 }, tokensMax);
}

export function mebibytes(bytes: number): string {
  return Math.round(bytes / 1_048_576).toLocaleString('en');
}
