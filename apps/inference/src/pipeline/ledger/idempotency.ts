import { createHash } from 'node:crypto';
import { Fault } from '@gridsky/api/domain';
import type { Pool } from '@gridsky/db';
import type { Job } from '../job.ts';

/** How long a repeat under the same Idempotency-Key is not charged again. */
export const IDEMPOTENCY_HOURS = 24;

const KEY_CHARACTERS_MAX = 255;

/** SHA-256 of the key as sent, and of what is asked under it. */
export type Idempotency = { keyHash: Buffer; requestHash: Buffer };

/**
 * What identifies a request that came with an `Idempotency-Key`; null without one. How the answer is written
 * (`encoding_format`) is no part of it: the work is the same. Errors: `invalid` for an empty or too long key.
 */
export function identify(key: string | null, model: string, job: Job): Idempotency | null {
  if (key === null) return null;
  if (key === '' || key.length > KEY_CHARACTERS_MAX) {
    throw invalid(
      `The header Idempotency-Key has ${key.length} characters; 1 to ${KEY_CHARACTERS_MAX} are taken. A UUID does well.`,
    );
  }
  const request = createHash('sha256').update(JSON.stringify([model, job.dimensions, job.inputType]));
  for (const input of job.inputs) request.update(`${input.length}:`).update(input);
  return { keyHash: createHash('sha256').update(key).digest(), requestHash: request.digest() };
}

/**
 * Whether this was served and charged under the same key in the last 24 h. Errors: `invalid` when another request was: one of
 * the two was not meant.
 */
export async function findRepeat(
  pool: Pool,
  tenantId: string,
  { keyHash, requestHash }: Idempotency,
  now: Date,
): Promise<boolean> {
  const { rows } = await pool.query<{ requestHash: Buffer }>({
    name: 'find-repeat',
    text: `SELECT request_hash AS "requestHash" FROM idempotency_record
      WHERE tenant_id = $1 AND key_hash = $2 AND created_at > $3::timestamptz - interval '${IDEMPOTENCY_HOURS} hours'`,
    values: [tenantId, keyHash, now],
  });
  const [record] = rows;
  if (!record) return false;
  if (requestHash.equals(record.requestHash)) return true;
  throw invalid(
    `This Idempotency-Key was used in the last ${IDEMPOTENCY_HOURS} hours for another request. Use a new key for each request, and the same only to repeat it unchanged.`,
  );
}

/** Forgets what is older than a repeat may be. */
export async function forgetIdempotencyRecords(pool: Pool, now: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM idempotency_record WHERE created_at <= $1::timestamptz - interval '${IDEMPOTENCY_HOURS} hours'`,
    [now],
  );
  return rowCount ?? 0;
}

function invalid(message: string): Fault {
  return new Fault('invalid', message, { param: 'Idempotency-Key' });
}
