#!/usr/bin/env node
// Stands in for the native schema engine of the Prisma CLI: same arguments, same JSON-RPC over stdin and stdout.
// prisma.config.ts names it in PRISMA_SCHEMA_ENGINE_BINARY.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { connection } from './adapter.mjs';
import { engineVersion, openSchemaEngine } from './engine.mjs';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    version: { type: 'boolean', short: 'v' },
  },
});
const datasource = JSON.parse(typeof flags.datasource === 'string' ? flags.datasource : '{}');
const datamodelPaths = (flags.datamodels ?? []).filter((value) => typeof value === 'string');

if (flags.version) process.stdout.write(`schema-engine-wasm ${await engineVersion()}\n`);
else if (positionals[0] === 'cli') await runCommand(positionals[1]);
else await serve();

/** @param {string} level @param {Record<string, unknown>} fields */
function log(level, fields) {
  const line = { timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** @param {string | undefined} command */
async function runCommand(command) {
  // The CLI throws the first line away: the native engine writes its banner there.
  log('INFO', { message: 'Starting schema engine CLI (WebAssembly)' });
  try {
    const { config } = connection(datasource.url);
    const url = new URL(config.connectionString);
    const name = pg.escapeIdentifier(decodeURIComponent(url.pathname.slice(1)));
    if (command === 'can-connect-to-database') {
      await query(url, 'SELECT 1');
    } else {
      url.pathname = 'postgres';
      await query(url, `${command === 'create-database' ? 'CREATE' : 'DROP'} DATABASE ${name}`);
    }
    log('INFO', { message: 'Connection successful' });
  } catch (error) {
    log('ERROR', { is_panic: false, ...userFacing(error) });
    process.exitCode = 1;
  }
}

/** @param {URL} url @param {string} sql */
async function query(url, sql) {
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Prisma's error codes for what a connection can meet.
 * @param {unknown} error
 */
function userFacing(error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const message = error instanceof Error ? error.message || String(code) : String(error);
  if (code === '3D000') return { error_code: 'P1003', message };
  if (code === '28P01' || code === '28000') return { error_code: 'P1000', message };
  if (code === '42P04') return { error_code: 'P1009', message };
  return { error_code: 'P1001', message: `Can't reach the database server: ${message}` };
}

async function serve() {
  const datamodels = await Promise.all(
    datamodelPaths.map(async (path) => /** @type {[string, string]} */ ([path, await readFile(path, 'utf8')])),
  );
  const onLog = (/** @type {string} */ line) => {
    if (process.env.DEBUG) process.stderr.write(`${line}\n`);
  };
  /** @type {ReturnType<typeof openSchemaEngine> | undefined} */
  let opened;
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line);
    if (!method) continue; // The CLI's answer to a `print`.
    try {
      opened ??= openSchemaEngine({ ...datasource, offline: isOffline(method, params), datamodels, onLog });
      const { engine } = await opened;
      send({ id, result: await call(engine, method, params) });
    } catch (error) {
      send({ id, error: rpcError(error) });
    }
  }
  await (await opened)?.close();
}

// The CLI starts an engine for each command, so the first request decides.
/** @param {string} method @param {{ from?: { tag: string }, to?: { tag: string } }} params */
function isOffline(method, { from, to }) {
  const withoutDatabase = ['empty', 'schemaDatamodel'];
  return method === 'diff' && [from, to].every((target) => target && withoutDatabase.includes(target.tag));
}

/** @param {Record<string, unknown>} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

/**
 * @param {Awaited<ReturnType<typeof openSchemaEngine>>['engine']} engine
 * @param {string} method
 * @param {unknown} params
 */
async function call(engine, method, params) {
  const name = method === 'getDatabaseVersion' ? 'version' : method;
  const verb = Reflect.get(engine, name);
  if (typeof verb !== 'function') throw new Error(`The schema engine has no method ${method}.`);
  const result = (await verb.call(engine, params)) ?? {};
  if (name !== 'diff' || result.stdout == null) return result;
  // The native engine prints a diff through a request of its own, and the CLI shows only that.
  send({ id: 1, method: 'print', params: { content: result.stdout } });
  return { ...result, stdout: null };
}

/** @param {unknown} error */
function rpcError(error) {
  const {
    message = String(error),
    code,
    meta,
  } = /** @type {{ message?: string, code?: string, meta?: unknown }} */ (error);
  const data = { is_panic: false, message, error_code: code, meta };
  return { code: 4466, message: 'An error happened. Check the data field for details.', data };
}
