import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { ask } from './ask.ts';
import { lastLines } from './log-file.ts';
import { StartError } from './start-error.ts';

export interface ChildOptions {
  name: string;
  /** Script for Node. */
  script: string;
  cwd: string;
  env: Record<string, string>;
  logFile: string;
  /** Answers 200 when the child is ready. */
  readyUrl: string;
  readyTimeoutMilliseconds: number;
  /** Called with each new process number. */
  onSpawn: (pid: number) => Promise<void>;
  /** Told in one line when the child has ended by itself. */
  onCrash: (line: string) => void;
}

export interface Child {
  /** Resolves when the first process answers; rejects with a StartError when it ends or stays silent. */
  ready: Promise<void>;
  /** SIGTERM, and SIGKILL past the limit; resolves when the process is gone. */
  stop: (limitMilliseconds: number) => Promise<void>;
  /** SIGKILL at once. */
  kill: () => void;
}

const readyPollMilliseconds = 100;
/** A process that is still loading may take its time with the first answer. */
const answerMilliseconds = 2_000;
const firstPauseMilliseconds = 500;
const pauseMillisecondsMax = 30_000;
/** A child that lived this long has started well: its next crash begins with the short pause again. */
const settledMilliseconds = 60_000;

/** Keeps one application running: starts it, waits until it is ready, starts it again when it crashes. */
export function superviseChild(options: ChildOptions): Child {
  const stopping = new AbortController();
  let current: ChildProcess | undefined;

  async function start(): Promise<ChildProcess> {
    const child = spawnChild(options);
    current = child;
    if (child.pid !== undefined) await options.onSpawn(child.pid);
    return child;
  }

  async function keepRunning(first: ChildProcess): Promise<void> {
    let child = first;
    let pause = firstPauseMilliseconds;
    while (true) {
      const started = performance.now();
      const [code, signal] = await exitOf(child);
      if (stopping.signal.aborted) return;
      if (performance.now() - started > settledMilliseconds) pause = firstPauseMilliseconds;
      options.onCrash(`${options.name} ended (${signal ?? `code ${code}`}); starting it again in ${pause / 1000} s.`);
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      pause = Math.min(pause * 2, pauseMillisecondsMax);
      child = await start();
    }
  }

  const ready = start().then(async (child) => {
    await waitUntilReady(child, options, stopping.signal);
    running = keepRunning(child);
  });
  let running: Promise<void> | undefined;

  const signalCurrent = (signal: NodeJS.Signals) => {
    if (current && current.exitCode === null && current.signalCode === null) current.kill(signal);
  };
  return {
    ready,
    kill: () => {
      stopping.abort();
      signalCurrent('SIGKILL');
    },
    stop: async (limitMilliseconds) => {
      stopping.abort();
      signalCurrent('SIGTERM');
      const timer = setTimeout(() => signalCurrent('SIGKILL'), limitMilliseconds);
      if (current) await exitOf(current);
      clearTimeout(timer);
      await ready.catch(() => undefined);
      await running;
    },
  };
}

// In a session of its own, so that a Ctrl-C in the terminal reaches the supervisor alone, which drains in order. The log
// is the child's own descriptor: it stays whole even when the supervisor is killed.
function spawnChild({ script, cwd, env, logFile }: ChildOptions): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  try {
    return spawn(process.execPath, ['--enable-source-maps', script], {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady(child: ChildProcess, options: ChildOptions, stopping: AbortSignal): Promise<void> {
  const deadline = performance.now() + options.readyTimeoutMilliseconds;
  while (!stopping.aborted) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new StartError(
        `${await lastLines(options.logFile)}\n${options.name} ended before it was ready (see above).`,
      );
    }
    if ((await ask(options.readyUrl, answerMilliseconds))?.status === 200) return;
    if (performance.now() > deadline) {
      const seconds = options.readyTimeoutMilliseconds / 1000;
      throw new StartError(
        `${await lastLines(options.logFile)}\n${options.name} is not ready after ${seconds} s (${options.readyUrl}; see above).`,
      );
    }
    await delay(readyPollMilliseconds);
  }
}

async function exitOf(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return [child.exitCode, child.signalCode];
}
