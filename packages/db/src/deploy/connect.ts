import pg from 'pg';
import { DeployError, errorCode } from './deploy-error.ts';

const connectTimeoutMilliseconds = 10_000;
/** For each query of such a connection; what takes longer says so. Kept here, as poolers refuse the server's own limit. */
const queryMilliseconds = 60_000;

/** Opens one connection; a refusal stays pg's own error. The parameter `schema` is Prisma's, so the server gets it as search path. */
export async function connect(url: string): Promise<pg.Client> {
  const parsed = new URL(url);
  const schema = parsed.searchParams.get('schema');
  parsed.searchParams.delete('schema');
  const client = new pg.Client({
    connectionString: parsed.href,
    connectionTimeoutMillis: connectTimeoutMilliseconds,
    query_timeout: queryMilliseconds,
    application_name: 'gridsky-deploy',
  });
  // Without a listener a lost connection would end the process; the next query reports it.
  client.on('error', () => undefined);
  await client.connect();
  if (schema) await client.query(`SET search_path TO ${pg.escapeIdentifier(schema)}`);
  return client;
}

/**
 * Connects as the owner and creates the database when it is missing.
 * @throws DeployError with a sentence for the operator
 */
export async function connectOrCreate(ownerUrl: string, onStep: (text: string) => void): Promise<pg.Client> {
  try {
    return await connect(ownerUrl);
  } catch (error) {
    if (errorCode(error) !== '3D000') throw explain(error, ownerUrl);
  }
  onStep(`creating database ${databaseName(ownerUrl)}`);
  await createDatabase(ownerUrl);
  try {
    return await connect(ownerUrl);
  } catch (error) {
    throw explain(error, ownerUrl);
  }
}

async function createDatabase(ownerUrl: string): Promise<void> {
  const name = databaseName(ownerUrl);
  let client: pg.Client;
  try {
    client = await connectToMaintenance(ownerUrl);
  } catch (error) {
    throw explain(error, ownerUrl);
  }
  try {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} ENCODING 'UTF8' TEMPLATE template0`);
  } catch (error) {
    // 42P04, 23505: another start was faster.
    if (['42P04', '23505'].includes(errorCode(error) ?? '')) return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DeployError(
      `The database ${name} doesn't exist and ${new URL(ownerUrl).username} may not create it (${reason}): create it, or give the user CREATEDB.`,
    );
  } finally {
    await client.end();
  }
}

async function connectToMaintenance(ownerUrl: string): Promise<pg.Client> {
  const url = new URL(ownerUrl);
  url.pathname = '/postgres';
  try {
    return await connect(url.href);
  } catch (error) {
    if (errorCode(error) !== '3D000') throw error;
    url.pathname = '/template1';
    return connect(url.href);
  }
}

/** The sentence for a refused connection. */
export function explain(error: unknown, ownerUrl: string): DeployError {
  const url = new URL(ownerUrl);
  const place = `${url.hostname}:${url.port || '5432'}`;
  const code = errorCode(error);
  const reason = error instanceof Error && error.message ? error.message : String(code ?? error);
  if (code === '28P01' || code === '28000') {
    return new DeployError(
      `PostgreSQL at ${place} refused the user ${url.username} (${reason}): check the user and password in DATABASE_URL.`,
    );
  }
  if (code === '53300') {
    return new DeployError(
      `PostgreSQL at ${place} has no connection left: raise max_connections or end idle sessions.`,
    );
  }
  return new DeployError(
    `PostgreSQL at ${place} can't be reached (${reason}): check that it runs and that DATABASE_URL is right.`,
  );
}

function databaseName(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}
