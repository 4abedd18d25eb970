import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { EncryptionKey, KeySource } from './key-encryption.ts';

/** One of the three, the first that is set: where an installation keeps its key-encryption keys. */
export type KeySettings = {
  /** A file that only its owner may read. */
  file?: string | undefined;
  keys?: string | undefined;
  /** A program whose output they are, for keys that lie in a vault. */
  command?: string | undefined;
};

const COMMAND_MS_MAX = 10_000;

/** Reads keys where the settings say. Throws an Error that names the place, never a key. */
export function keySource({ file, keys, command }: KeySettings): KeySource {
  if (file !== undefined) return remembered(() => fromFile(file));
  if (keys !== undefined) return remembered(async () => parseKeys(keys, 'SECRETS_KEYS'));
  if (command !== undefined) return remembered(() => fromCommand(command));
  return async () => [];
}

/** A line, or a part between commas, for each key, newest first: 32 bytes in base64. A key's id follows from the key itself. */
export function parseKeys(text: string, place: string): EncryptionKey[] {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  return parts.map((part, index) => {
    const key = Buffer.from(part, 'base64');
    if (key.length !== 32)
      throw new Error(`${place}: key ${index + 1} is not 32 bytes in base64 (openssl rand -base64 32).`);
    return { id: keyId(key), key };
  });
}

/** A new key as a line of the file. */
export function newKeyLine(): string {
  return `${randomBytes(32).toString('base64')}\n`;
}

/** Tells keys apart and nothing about them. */
function keyId(key: Uint8Array): string {
  return createHash('sha256').update('gridsky key id').update(key).digest('hex').slice(0, 16);
}

function remembered(read: () => Promise<EncryptionKey[]>): KeySource {
  let last: Promise<EncryptionKey[]> | undefined;
  return (fresh) => {
    if (fresh || !last) {
      const reading = read();
      last = reading;
      reading.catch(() => {
        if (last === reading) last = undefined;
      });
    }
    return last;
  };
}

async function fromFile(file: string): Promise<EncryptionKey[]> {
  const { mode } = await lstat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`${file} can be read by other users: run chmod 600 ${file}.`);
  }
  return parseKeys(await readFile(file, 'utf8'), file);
}

async function fromCommand(command: string): Promise<EncryptionKey[]> {
  const run = promisify(execFile)('/bin/sh', ['-c', command], { timeout: COMMAND_MS_MAX, encoding: 'utf8' });
  // What it printed may hold keys: of a failure only the status is told.
  const { stdout } = await run.catch((error: { code?: unknown }) => {
    throw new Error(`SECRETS_KEYS_COMMAND failed (${String(error.code ?? 'no answer')}).`);
  });
  return parseKeys(stdout, 'SECRETS_KEYS_COMMAND');
}
