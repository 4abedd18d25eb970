import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Runtime, thisProcess, writeRuntime } from '../../platform/runtime.ts';
import { readSettings, type Settings } from '../../platform/settings.ts';
import { root } from '../testing/checkout.ts';
import { checkPlaces } from './ports.ts';

let settings: Settings;
let servers: Server[];

beforeEach(async () => {
  settings = readSettings(root, { GRIDSKY_HOME: await mkdtemp(path.join(tmpdir(), 'gridsky-ports-')) });
  servers = [];
});
afterEach(async () => {
  for (const server of servers) server.close();
  await rm(settings.GRIDSKY_HOME, { recursive: true, force: true });
});

test('ports that the running platform holds are fine as long as it answers there', async () => {
  await pretendRunning({ api: await answer(200, 'ready'), web: await answer(200, '') });
  expect(await checkPlaces(settings)).toMatchObject([
    { name: 'API', status: 'ok', message: expect.stringMatching(/^ready at http:\/\/127\.0\.0\.1:\d+$/) },
    { name: 'dashboard', status: 'ok' },
  ]);
});

test('an API that is not ready fails with its own words, a dashboard that is gone with the name of its log', async () => {
  const gone = await answer(200, '');
  servers.pop()?.close();
  await pretendRunning({ api: await answer(503, '{"missing":["models"]}'), web: gone });
  expect(await checkPlaces(settings)).toMatchObject([
    { name: 'API', status: 'fail', message: expect.stringContaining('503 ({"missing":["models"]})') },
    { name: 'dashboard', status: 'fail', message: expect.stringContaining('web.log') },
  ]);
});

test('a platform that is starting is a warning', async () => {
  await pretendRunning({ api: 1, web: 1 }, 'starting');
  expect(await checkPlaces(settings)).toMatchObject([{ status: 'warn', message: expect.stringContaining('starting') }]);
});

async function pretendRunning(ports: { api: number; web: number }, state: Runtime['state'] = 'ready'): Promise<void> {
  const supervisor = await thisProcess();
  const children = { api: { ...supervisor, port: ports.api }, web: { ...supervisor, port: ports.web } };
  await writeRuntime(settings.GRIDSKY_HOME, { supervisor, state, webUrl: '', apiUrl: '', children });
}

function answer(status: number, body: string): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { connection: 'close' }).end(body);
    });
    servers.push(server);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
