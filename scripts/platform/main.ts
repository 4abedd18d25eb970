import path from 'node:path';
import { parseArgs } from 'node:util';
import { Progress } from '../progress.mjs';
import { ask } from './ask.ts';
import type { FirstRun } from './first-run.ts';
import { createPlatform, type Platform } from './platform.ts';
import { readyMessage } from './ready-message.ts';
import { readSettings, type Settings } from './settings.ts';
import { operatorSentence, StartError } from './start-error.ts';

const root = path.resolve(import.meta.dirname, '../..');
const progress = new Progress(process.stdout);
let platform: Platform | undefined;
let interrupted = 0;
let firstSignal = 0;
const answerMilliseconds = 5_000;

// Who read the lines may be gone (a closed terminal, `| head`): what runs is stopped in order all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.on('SIGINT', interrupt);
process.on('SIGTERM', interrupt);
process.on('SIGHUP', interrupt);

try {
  const started = performance.now();
  const settings = readSettings(root, process.env);
  platform = createPlatform({ root, settings, progress, verbose: readFlags().verbose });
  const { firstRun, logsDir } = await platform.start();
  if (interrupted === 0) {
    progress.line(`✓ ready        ${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s`);
    progress.line(readyMessage(settings, await withoutRevokedKey(settings, firstRun), path.relative(root, logsDir)));
  }
} catch (error) {
  if (interrupted === 0) await fail(error);
}

/**
 * The first signal drains and stops, the next one hurries. npm passes on a Ctrl-C that the terminal has sent already, so
 * a second signal of the same key press doesn't count.
 */
async function interrupt(): Promise<void> {
  if (interrupted > 0 && performance.now() - firstSignal < 1_000) return;
  interrupted += 1;
  if (interrupted > 1) return platform?.hurry();
  firstSignal = performance.now();
  progress.line('Stopping: answering what has arrived, then closing the database. Ctrl-C again hurries.');
  try {
    await platform?.stop();
    progress.close();
    process.exit(0);
  } catch (error) {
    failWith(error);
  }
}

async function fail(error: unknown): Promise<never> {
  const others: unknown[] = [];
  await platform?.stop().catch((other) => others.push(other));
  return failWith(error, ...others);
}

function failWith(...errors: unknown[]): never {
  progress.close();
  for (const error of errors) console.error(operatorSentence(error) ?? error);
  process.exit(1);
}

function readFlags(): { verbose: boolean } {
  try {
    const { values } = parseArgs({ options: { verbose: { type: 'boolean', default: false } } });
    return values;
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : error}. The only option is --verbose.`);
  }
}

// The demo key may have been revoked in the dashboard since: then the curl line would not work as pasted.
async function withoutRevokedKey(settings: Settings, firstRun: FirstRun): Promise<FirstRun> {
  if (!firstRun.demoKey) return firstRun;
  const url = `http://127.0.0.1:${settings.API_PORT}/v1/models`;
  const answer = await ask(url, answerMilliseconds, { authorization: `Bearer ${firstRun.demoKey}` });
  return answer?.status === 401 ? { ...firstRun, demoKey: undefined } : firstRun;
}
