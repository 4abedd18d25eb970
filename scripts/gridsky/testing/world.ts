import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '@gridsky/db/testing';
import type { World } from '../command.ts';
import { type Outcome, runCommand } from '../run-command.ts';
import { root } from './checkout.ts';

export interface TestWorld {
  home: string;
  database: TestDatabase;
  /** Settings of this world, as environment. */
  environment: Record<string, string>;
  /** What the next password questions are answered with. */
  passwords: string[];
  run: (args: string[], change?: Partial<World>) => Promise<Outcome>;
  /** Runs with --json and reads the line. */
  json: (args: string[]) => Promise<Record<string, unknown>>;
  close: () => Promise<void>;
}

/** A home folder and a database of its own, as an operator with DATABASE_URL has them. */
export async function createTestWorld(): Promise<TestWorld> {
  const database = await createTestDatabase();
  const home = await mkdtemp(path.join(tmpdir(), 'gridsky-command-'));
  const [webPort, apiPort] = await freePorts();
  const environment = {
    GRIDSKY_HOME: home,
    DATABASE_URL: database.ownerUrl,
    // The roles belong to the whole test server: they keep the passwords that they have.
    DATABASE_APP_PASSWORD: new URL(database.appUrl).password,
    DATABASE_SYSTEM_PASSWORD: new URL(database.systemUrl).password,
    PORT: String(webPort),
    API_PORT: String(apiPort),
    PUBLIC_URL: 'https://sky.example',
  };
  const passwords: string[] = [];
  const world: World = {
    root,
    folder: root,
    environment,
    now: () => new Date(),
    terminal: false,
    readPassword: async () => passwords.shift() ?? '',
    readLine: async () => '',
    signal: new AbortController().signal,
  };
  const run = (args: string[], change: Partial<World> = {}) => runCommand(args, { ...world, ...change });
  return {
    home,
    database,
    environment,
    passwords,
    run,
    async json(args) {
      const { code, out, err } = await run([...args, '--json']);
      if (code !== 0) throw new Error(`exit code ${code}: ${err}${out}`);
      return JSON.parse(out);
    },
    async close() {
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Two ports that are free now. */
export async function freePorts(): Promise<[number, number]> {
  const servers = await Promise.all([listenAnywhere(), listenAnywhere()]);
  for (const { close } of servers) await close();
  return [servers[0].port, servers[1].port];
}

/** Listens on a free port of 127.0.0.1 until closed. */
export function listenAnywhere(): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ port, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}
