import type { SystemView } from '@gridsky/api/services';
import type { StatusTone } from '../../ui/status.tsx';
import { timeAgo } from '../../ui/time-ago.ts';

export interface SystemCheck {
  name: string;
  tone: StatusTone;
  word: string;
  /** What is so; unless all is well, also what to do. */
  message: string;
}

const MEBIBYTE = 1024 * 1024;
/** As gridsky doctor has it: less is soon filled. */
const DISK_WARN_BYTES = 2_048 * MEBIBYTE;
const DISK_FAIL_BYTES = 300 * MEBIBYTE;
/** A mail that waits for longer is late. */
const MAIL_LATE_MS = 10 * 60_000;

/** The state of each part in a line, bad ones with what to do. */
export function systemChecks(system: SystemView, now: Date): SystemCheck[] {
  return [
    database(system),
    migrations(system),
    processes(system),
    limits(system),
    queue(system),
    mail(system, now),
    ledger(system, now),
    disk(system),
    upkeep(system),
  ];
}

function database({ database: { version, sizeBytes, connections, connectionsMax } }: SystemView): SystemCheck {
  const message = `PostgreSQL ${version}, ${mebibytes(Number(sizeBytes))}, ${connections} of ${connectionsMax} connections`;
  if (connections / connectionsMax < 0.9) return ok('Database', message);
  return warn('Database', `${message}: nearly all are taken. Raise max_connections or put a pooler before it.`);
}

function migrations({ migrations: { applied, last, unfinished } }: SystemView): SystemCheck {
  if (unfinished.length > 0) {
    return bad(
      'Migrations',
      `Not finished: ${unfinished.join(', ')}. Stop, restore the backup or mend it, and start again.`,
    );
  }
  return ok('Migrations', `${applied} applied, the last is ${last ?? 'none'}`);
}

function processes({ processes: alive }: SystemView): SystemCheck {
  if (alive.length === 0) return bad('API', 'No process has said anything for 15 seconds. Start the API.');
  const missing = alive.filter(({ facts }) => facts.missing.length > 0);
  const text = `${alive.length} ${alive.length === 1 ? 'process' : 'processes'}`;
  if (missing.length === 0) return ok('API', `${text} ready`);
  const what = missing.map(({ host, pid, facts }) => `${host}:${pid} (${facts.missing.join(', ')})`).join('; ');
  return warn('API', `${text}, not ready: ${what}`);
}

function limits({ processes: alive }: SystemView): SystemCheck {
  const degraded = alive.filter(({ facts }) => facts.degraded.length > 0);
  if (degraded.length > 0) {
    const what = [...new Set(degraded.flatMap(({ facts }) => facts.degraded))].join(', ');
    return warn(
      'Limits store',
      `${degraded.length} of ${alive.length} processes go without: ${what}. Limits still hold.`,
    );
  }
  if (alive.length === 0) return off('Limits store', 'Told by processes of the API, of which none is running.');
  return ok(
    'Limits store',
    alive[0]?.facts.limits === 'redis' ? 'Redis, shared by all processes' : 'in the memory of the one process',
  );
}

function queue({ processes: alive }: SystemView): SystemCheck {
  if (alive.length === 0) return off('Queue', 'Told by processes of the API, of which none is running.');
  const texts = alive.reduce((sum, { facts }) => sum + facts.queuedTexts, 0);
  const rate = alive.reduce((sum, { facts }) => sum + facts.tokensPerSecond, 0);
  const speed = rate > 0 ? `, ${Math.round(rate).toLocaleString('en-US')} tokens/s as lately measured` : '';
  return ok(
    'Queue',
    `${texts.toLocaleString('en-US')} ${texts === 1 ? 'text waits' : 'texts wait'} for a worker${speed}`,
  );
}

function mail({ mail: outbox }: SystemView, now: Date): SystemCheck {
  const { waiting, retrying, oldestWaitingAt, lastError, sentLastDay, givenUpLastDay } = outbox;
  const day = `${sentLastDay} sent, ${givenUpLastDay} given up in 24 hours`;
  const late = oldestWaitingAt !== null && now.getTime() - oldestWaitingAt.getTime() > MAIL_LATE_MS;
  if (retrying > 0 || late) {
    const since = oldestWaitingAt ? `, the oldest for ${timeAgo(oldestWaitingAt, now).replace(' ago', '')}` : '';
    const why = lastError
      ? ` The mail server said: ${lastError}`
      : ' Without a mail server they wait in the mailbox page.';
    return warn('Mail', `${waiting} waiting${since}; ${day}.${why}`);
  }
  if (givenUpLastDay > 0) return warn('Mail', `${day}. ${lastError ?? ''}`.trim());
  return ok('Mail', `${waiting} waiting; ${day}`);
}

function ledger({ jobs }: SystemView, now: Date): SystemCheck {
  const job = jobs.find(({ name }) => name === 'ledger-check');
  if (!job?.lastSucceededAt) return off('Ledger', 'Not checked yet: run ledger-check below.');
  const found = (job.result ?? {}) as { hours?: number; accounts?: number };
  const when = `checked ${timeAgo(job.lastSucceededAt, now)}`;
  if ((found.hours ?? 0) + (found.accounts ?? 0) === 0) {
    return ok('Ledger', `Hours equal their events, credit equals its grants, holds and costs; ${when}`);
  }
  return bad(
    'Ledger',
    `${found.hours ?? 0} hours and ${found.accounts ?? 0} credit accounts don't add up; ${when}. gridsky doctor names the tenants.`,
  );
}

function disk({ processes: alive }: SystemView): SystemCheck {
  const known = alive.flatMap(({ facts }) => facts.disk ?? []).sort((a, b) => a.freeBytes - b.freeBytes)[0];
  if (!known) return off('Disk', 'No process keeps data on a disk that it can see.');
  const message = `${mebibytes(known.freeBytes)} free for ${known.path}`;
  if (known.freeBytes < DISK_FAIL_BYTES)
    return bad('Disk', `${message}, too little for the database to write: free some space.`);
  if (known.freeBytes < DISK_WARN_BYTES) return warn('Disk', `${message}, which usage and backups soon fill.`);
  return ok('Disk', message);
}

function upkeep({ jobs }: SystemView): SystemCheck {
  const failing = jobs.filter(({ failures }) => failures > 0);
  if (failing.length > 0)
    return bad('Upkeep', `Failing: ${failing.map(({ name }) => name).join(', ')}. See below why.`);
  return ok('Upkeep', `${jobs.length} jobs, none failing`);
}

function mebibytes(bytes: number): string {
  const whole = Math.floor(bytes / MEBIBYTE);
  return whole >= 10_240
    ? `${Math.floor(whole / 1_024).toLocaleString('en-US')} GiB`
    : `${whole.toLocaleString('en-US')} MiB`;
}

const check =
  (tone: StatusTone, word: string) =>
  (name: string, message: string): SystemCheck => ({ name, tone, word, message });
const ok = check('good', 'Fine');
const warn = check('warn', 'Look at it');
const bad = check('bad', 'Broken');
const off = check('off', 'Not known');
