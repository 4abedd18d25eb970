import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

const hashes = new Map<string, string>();

/** Runs a script by its hash; a Redis that does not know it yet is sent the text. Numbers come back as whole numbers. */
export async function runScript(
  redis: Redis,
  script: string,
  keys: readonly string[],
  values: readonly (string | number)[],
): Promise<number[]> {
  let hash = hashes.get(script);
  if (hash === undefined) {
    // The hash is Redis's name for a script, not a safeguard.
    hash = createHash('sha1').update(script).digest('hex');
    hashes.set(script, hash);
  }
  let answer: unknown;
  try {
    answer = await redis.evalsha(hash, keys.length, ...keys, ...values);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    answer = await redis.eval(script, keys.length, ...keys, ...values);
  }
  return [answer].flat().map(Number);
}
