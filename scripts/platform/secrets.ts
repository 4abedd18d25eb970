import { randomBytes } from 'node:crypto';
import { lstat, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error.ts';

const secretsSchema = z.object({
  authSecret: z.string().min(32),
  databaseOwnerPassword: z.string().min(16),
  databaseAppPassword: z.string().min(16),
  databaseSystemPassword: z.string().min(16),
});

export type Secrets = z.output<typeof secretsSchema>;

/**
 * The secrets of this installation, made once and kept in `secrets.json` (mode 0600) in the home folder.
 * @throws StartError when others may read the file, or when it is damaged
 */
export async function ensureSecrets(home: string): Promise<Secrets> {
  await ensureSealingKeys(home);
  const file = path.join(home, 'secrets.json');
  const text = await readPrivateFile(file);
  if (text === undefined) {
    const secrets = makeSecrets();
    await writePrivateFile(file, `${JSON.stringify(secrets, null, 2)}\n`);
    return secrets;
  }
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch {
    throw new StartError(
      `${file} is damaged: restore it from a backup; without it the embedded database and all sign-ins are lost.`,
    );
  }
}

/** The keys that seal providers' secrets, newest first, in a file of their own: `gridsky secrets rotate` adds one, running processes read it. */
export function sealingKeysFile(home: string): string {
  return path.join(home, 'sealing-keys');
}

async function ensureSealingKeys(home: string): Promise<void> {
  const file = sealingKeysFile(home);
  if ((await readPrivateFile(file)) === undefined)
    await writePrivateFile(file, `${randomBytes(32).toString('base64')}\n`);
}

/** Text of a file that only its owner may read; undefined when there is none. */
export async function readPrivateFile(file: string): Promise<string | undefined> {
  try {
    const { mode } = await lstat(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      const octal = (mode & 0o777).toString(8).padStart(4, '0');
      throw new StartError(`${file} can be read by other users (mode ${octal}): run chmod 600 ${file}.`);
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
      throw new StartError(`${file} belongs to another user: start Gridsky as that user, or set GRIDSKY_HOME.`);
    }
    throw error;
  }
}

/** Writes a file that only its owner may read: whole or not at all. */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  const scratch = `${file}.${process.pid}.new`;
  await writeFile(scratch, text, { mode: 0o600, flag: 'wx' });
  await rename(scratch, file);
}

function makeSecrets(): Secrets {
  const secret = () => randomBytes(32).toString('base64url');
  return {
    authSecret: secret(),
    databaseOwnerPassword: secret(),
    databaseAppPassword: secret(),
    databaseSystemPassword: secret(),
  };
}
