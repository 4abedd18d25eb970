import { randomUUID } from 'node:crypto';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { columnType, typeParser } from './column-types.mjs';
import { driverError } from './driver-errors.mjs';

/** @typedef {import('@prisma/driver-adapter-utils').SqlQuery} SqlQuery */

const identity = { provider: /** @type {const} */ ('postgres'), adapterName: 'gridsky-pg' };

/**
 * Driver adapter for the schema engine, one connection each. Prisma's own adapter-pg is not used here: its executeScript
 * splits SQL at every semicolon, which breaks function bodies, and its shadow database stays on the main connection.
 * @param {{ url?: string, shadowDatabaseUrl?: string }} datasource
 */
export function adapterFactory(datasource) {
  /** @type {Set<pg.Client>} */
  const open = new Set();

  /** @param {string | undefined} url @param {() => Promise<void>} [afterwards] */
  async function connectTo(url, afterwards) {
    const { config, schema } = connection(url);
    const client = new pg.Client(config);
    // Without a listener a lost idle connection would end the process; the next query reports it.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(`SET search_path TO ${pg.escapeIdentifier(schema)}`);
    } catch (error) {
      throw driverError(error);
    }
    open.add(client);
    return adapter(client, schema, async () => {
      open.delete(client);
      await client.end();
      await afterwards?.();
    });
  }

  return {
    ...identity,
    connect: () => connectTo(datasource.url),
    async connectToShadowDb() {
      if (datasource.shadowDatabaseUrl) return connectTo(datasource.shadowDatabaseUrl);
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      await runOnce(datasource.url, `CREATE DATABASE "${name}"`);
      const url = new URL(datasource.url ?? '');
      url.pathname = name;
      return connectTo(url.href, () => runOnce(datasource.url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
    },
    /** Ends what the engine has left open. */
    async close() {
      await Promise.all([...open].map((client) => client.end()));
      open.clear();
    },
  };
}

/** For comparing schema files: answers only the engine's question, at its start, which server it talks to. */
export function offlineFactory() {
  const { Boolean: bool, Text: text, Int32: int } = ColumnTypeEnum;
  const server = {
    columnNames: ['exists', 'version', 'numeric_version'],
    columnTypes: [bool, text, int],
    rows: [[true, 'PostgreSQL 18.4', 180004]],
  };
  const refuse = () => Promise.reject(new Error('This command needs a database: set DATABASE_URL.'));
  const offline = {
    ...identity,
    queryRaw: (/** @type {SqlQuery} */ query) =>
      query.sql.includes('server_version_num') ? Promise.resolve(server) : refuse(),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    dispose: () => Promise.resolve(),
  };
  const connect = () => Promise.resolve(offline);
  return { ...identity, connect, connectToShadowDb: connect, close: () => Promise.resolve() };
}

/**
 * Prisma's connection URL as pg's settings: `schema` is Prisma's own parameter.
 * @param {string | undefined} url
 */
export function connection(url) {
  if (!url) throw new Error('No database URL: set DATABASE_URL.');
  const parsed = new URL(url);
  const schema = parsed.searchParams.get('schema') ?? 'public';
  parsed.searchParams.delete('schema');
  return { config: { connectionString: parsed.href, connectionTimeoutMillis: 10_000 }, schema };
}

/** @param {string | undefined} url @param {string} sql */
async function runOnce(url, sql) {
  const client = new pg.Client(connection(url).config);
  try {
    await client.connect();
    await client.query(sql);
  } catch (error) {
    throw driverError(error);
  } finally {
    await client.end();
  }
}

/**
 * @param {pg.Client} client
 * @param {string} schema
 * @param {() => Promise<void>} dispose
 */
function adapter(client, schema, dispose) {
  const queries = queryable(client);
  return {
    ...queries,
    /** @param {string} script */
    async executeScript(script) {
      await client.query(script).catch((error) => {
        throw driverError(error);
      });
    },
    /** @param {string} [isolationLevel] */
    async startTransaction(isolationLevel) {
      await client.query(isolationLevel ? `BEGIN ISOLATION LEVEL ${isolationLevel}` : 'BEGIN');
      // The engine itself sends COMMIT or ROLLBACK through executeRaw: these two only tell that it has.
      return { ...queries, options: { usePhantomQuery: false }, commit: async () => {}, rollback: async () => {} };
    },
    getConnectionInfo: () => ({ schemaName: schema, supportsRelationJoins: true }),
    dispose,
  };
}

/** @param {pg.Client} client */
function queryable(client) {
  const types = { getTypeParser: typeParser(pg.types.getTypeParser) };

  /** @param {SqlQuery} query */
  async function run(query) {
    try {
      return await client.query({ text: query.sql, values: query.args, rowMode: 'array', types });
    } catch (error) {
      throw driverError(error);
    }
  }
  return {
    ...identity,
    /** @param {SqlQuery} query */
    async queryRaw(query) {
      const { fields, rows } = await run(query);
      return {
        columnNames: fields.map((field) => field.name),
        columnTypes: fields.map((field) => columnType(field.dataTypeID)),
        rows,
      };
    },
    /** @param {SqlQuery} query */
    executeRaw: async (query) => (await run(query)).rowCount ?? 0,
  };
}
