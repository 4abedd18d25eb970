import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { listModelsWithHealth } from '../model/list-models-with-health.ts';
import { readSystem } from './read-system.ts';
import { recordRun, takeTurn } from './record-run.ts';
import { forgetProcess, type ProcessFacts, reportProcess } from './report-process.ts';
import { requestJob } from './request-job.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

const facts: ProcessFacts = {
  url: 'http://127.0.0.1:8080',
  missing: [],
  degraded: [],
  limits: 'memory',
  queuedTexts: 3,
  tokensPerSecond: 1000,
  models: [
    { id: 'plugsky-embed-v1', state: 'loaded' },
    { id: 'plugsky-embed-large', state: 'failed', message: 'model.onnx is damaged.' },
  ],
  endpoints: [],
  disk: null,
};

test('a process that speaks is listed with the models it serves, a silent one and one that ended are not', async () => {
  const { database, owner, system } = platform;
  const [one, two] = [randomUUID(), randomUUID()];
  const process = { host: 'a', pid: 1, startedAt: platform.now(), facts };
  await reportProcess(database, { ...process, id: one });
  await reportProcess(database, { ...process, id: two, pid: 2, facts: { ...facts, models: [] } });
  expect((await readSystem(system)).processes.map(({ id }) => id).sort()).toEqual([one, two].sort());
  const [v1, large] = await listModelsWithHealth(system);
  expect(v1?.health.map(({ state }) => state)).toEqual(['waiting', 'loaded']);
  expect(large?.health[0]).toEqual({ process: 'a:1', state: 'failed', message: 'model.onnx is damaged.' });

  await owner.query("UPDATE serving_process SET seen_at = now() - interval '16 seconds' WHERE id = $1", [one]);
  await forgetProcess(database, two);
  expect((await readSystem(system)).processes).toEqual([]);
  await owner.query("UPDATE serving_process SET seen_at = now() - interval '11 minutes'");
  await reportProcess(database, { ...process, id: two });
  expect((await owner.query('SELECT id FROM serving_process')).rows).toEqual([{ id: two }]);
});

test('a run is noted with how it ended; failures count until one is good', async () => {
  const { database, now, system } = platform;
  const run = { name: 'sweep', everySeconds: 60, now };
  const fail = () => Promise.reject(new Error('the disk is full'));
  await expect(recordRun(database, run, fail)).rejects.toThrow('the disk is full');
  await expect(recordRun(database, run, fail)).rejects.toThrow('the disk is full');
  const stateOf = async () => (await readSystem(system)).jobs.find(({ name }) => name === 'sweep');
  expect(await stateOf()).toMatchObject({ failures: 2, lastError: 'the disk is full', lastSucceededAt: null });
  platform.advance(60_000);
  await recordRun(database, run, async () => {
    platform.advance(1_500);
    return { hours: 2 };
  });
  expect(await stateOf()).toMatchObject({ failures: 0, tookMs: 1_500, lastSucceededAt: now(), result: { hours: 2 } });
});

test('the turn of a rare job goes to one of many that ask, and again only when it is due', async () => {
  const { database, now } = platform;
  const ask = () => takeTurn(database, { name: 'rare', everySeconds: 3_600, now });
  const first = await Promise.all(Array.from({ length: 5 }, ask));
  expect(first.filter(Boolean)).toHaveLength(1);
  platform.advance(3_599_000);
  expect(await ask()).toBe(false);
  platform.advance(1_000);
  expect((await Promise.all([ask(), ask()])).filter(Boolean)).toHaveLength(1);
});

test('the system view counts the mail that waits and says which migrations are applied', async () => {
  const { system, database } = platform;
  await database.system.$transaction((tx) =>
    queueMail(tx, system, {
      kind: 'sign_up',
      to: 'a@example.com',
      expiresAt: new Date(platform.now().getTime() + 3_600_000),
      subject: 'S',
      paragraphs: ['P'],
    }),
  );
  const view = await readSystem(system);
  expect(view.mail).toMatchObject({ waiting: 1, retrying: 0, sentLastDay: 0 });
  expect(view.migrations.unfinished).toEqual([]);
  expect(view.migrations.last).toMatch(/^\d{14}_/);
  expect(view.database.sizeBytes).toBeGreaterThan(1_000_000n);
});

test('mail that waits for its next attempt is due at once when the operator says so', async () => {
  const { system, database, now } = platform;
  await database.system.mail.updateMany({ data: { nextAttemptAt: new Date(now().getTime() + 1_800_000) } });
  await recordRun(database, { name: 'mail-outbox', everySeconds: 10, now }, async () => {});
  await requestJob(system, { name: 'mail-outbox' });
  expect((await database.system.mail.findFirst())?.nextAttemptAt).toEqual(now());
  await expect(requestJob(system, { name: 'no-such-job' })).rejects.toMatchObject({ code: 'not_found' });
});
