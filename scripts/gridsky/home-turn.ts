import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processIdentity } from '@gridsky/db/embedded';
import { thisProcess } from '../platform/runtime.ts';
import { CommandError } from './command.ts';
import { unlessInterrupted } from './interruption.ts';

const pollMilliseconds = 50;
const waitMilliseconds = 60_000;

/**
 * Waits until no other command works alone on this home, as only one process may start its database; the returned
 * function lets the next one go on. A turn whose process was killed is over.
 * @throws CommandError when the other one takes longer than a minute, Interrupted when the signal comes
 */
export async function takeHomeTurn(home: string, signal: AbortSignal): Promise<() => Promise<void>> {
  const file = path.join(home, 'gridsky.turn');
  const own = `${file}.${process.pid}`;
  const content = JSON.stringify(await thisProcess());
  await writeFile(own, content, { mode: 0o600 });
  try {
    const deadline = performance.now() + waitMilliseconds;
    while (!(await tookFree(own, file))) {
      const holder = await readFile(file, 'utf8').catch(() => '');
      if (holder !== '' && !(await isAlive(holder))) await removeIfStill(file, holder);
      else if (performance.now() > deadline) {
        throw new CommandError(`Another command has worked on ${home} for a minute: wait for it, or stop it.`);
      } else await unlessInterrupted(signal, () => delay(pollMilliseconds));
    }
  } finally {
    await rm(own, { force: true });
  }
  return () => rm(file, { force: true });
}

// A link appears whole or not at all, with what is in it: nobody reads half an entry.
async function tookFree(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

// Two that wait may both find the same dead holder: the slower one must not remove the entry of the faster.
async function removeIfStill(file: string, holder: string): Promise<void> {
  const aside = `${file}.${process.pid}.ended`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== holder) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function isAlive(holder: string): Promise<boolean> {
  try {
    const { pid, startedAt } = JSON.parse(holder);
    return (await processIdentity(pid))?.startedAt === startedAt;
  } catch {
    return false;
  }
}
