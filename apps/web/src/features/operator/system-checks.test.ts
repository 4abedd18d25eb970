import type { SystemView } from '@gridsky/api/services';
import { expect, test } from 'vitest';
import { systemChecks } from './system-checks.ts';

const now = new Date('2031-03-14T12:00:00Z');
const process: SystemView['processes'][number] = {
  id: '1',
  host: 'a',
  pid: 1,
  startedAt: now,
  seenAt: now,
  facts: {
    url: 'http://a:8080',
    missing: [],
    degraded: [],
    limits: 'memory',
    queuedTexts: 0,
    tokensPerSecond: 0,
    models: [],
    endpoints: [],
    disk: { path: '/data', freeBytes: 50 * 1024 ** 3 },
  },
};
const job = {
  name: 'ledger-check',
  everySeconds: 86_400,
  lastStartedAt: now,
  lastSucceededAt: now,
  lastFailedAt: null,
  lastError: null,
  failures: 0,
  tookMs: 5,
  result: { hours: 0, accounts: 0 },
};
const sound: SystemView = {
  database: { version: '18.4', sizeBytes: 70_000_000n, connections: 12, connectionsMax: 100 },
  migrations: { applied: 13, last: '20261121_x', unfinished: [] },
  processes: [process],
  mail: { waiting: 0, retrying: 0, oldestWaitingAt: null, lastError: null, sentLastDay: 4, givenUpLastDay: 0 },
  jobs: [job],
};

const stateOf = (system: SystemView, name: string) => systemChecks(system, now).find((check) => check.name === name);
const withFacts = (facts: Partial<typeof process.facts>) => ({
  ...sound,
  processes: [{ ...process, facts: { ...process.facts, ...facts } }],
});

test('a sound platform is fine in every part', () => {
  expect(systemChecks(sound, now).filter(({ tone }) => tone !== 'good')).toEqual([]);
});

test.each([
  ['Database', 'warn', { ...sound, database: { ...sound.database, connections: 95 } }, 'nearly all are taken'],
  ['Migrations', 'bad', { ...sound, migrations: { ...sound.migrations, unfinished: ['x'] } }, 'Not finished: x'],
  ['API', 'bad', { ...sound, processes: [] }, 'No process has said anything'],
  ['API', 'warn', withFacts({ missing: ['models'] }), 'not ready: a:1 (models)'],
  ['Limits store', 'warn', withFacts({ degraded: ['shared limits'] }), 'go without: shared limits'],
  [
    'Mail',
    'warn',
    { ...sound, mail: { ...sound.mail, waiting: 2, retrying: 1, lastError: 'greylisted' } },
    'greylisted',
  ],
  [
    'Ledger',
    'bad',
    { ...sound, jobs: [{ ...job, result: { hours: 2, accounts: 1 } }] },
    '2 hours and 1 credit accounts',
  ],
  ['Ledger', 'off', { ...sound, jobs: [] }, 'Not checked yet'],
  ['Disk', 'bad', withFacts({ disk: { path: '/data', freeBytes: 1 } }), 'too little'],
  ['Upkeep', 'bad', { ...sound, jobs: [{ ...job, failures: 3 }] }, 'Failing: ledger-check'],
] as const)('%s is %s when it is not well', (name, tone, system, words) => {
  expect(stateOf(system as SystemView, name)).toMatchObject({ tone, message: expect.stringContaining(words) });
});
