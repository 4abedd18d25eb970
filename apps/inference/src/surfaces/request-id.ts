import { randomFillSync } from 'node:crypto';

/** Random bytes in store: asking the system for them takes longer than all else here, so it is asked for many at a time. */
const entropy = Buffer.alloc(4_096);
const ENTROPY_BYTES = 10;
let used = entropy.length;

/** A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then random. Sorted by id is sorted by time. */
export function createRequestId(now: number): string {
  if (used + ENTROPY_BYTES > entropy.length) {
    randomFillSync(entropy);
    used = 0;
  }
  const random = entropy.subarray(used, used + ENTROPY_BYTES);
  used += ENTROPY_BYTES;
  random[0] = 0x70 | ((random[0] ?? 0) & 0x0f);
  random[2] = 0x80 | ((random[2] ?? 0) & 0x3f);
  const time = now.toString(16).padStart(12, '0');
  const hex = random.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`;
}

/** The wall clock inside a request id. */
export function instantOf(requestId: string): Date {
  return new Date(Number.parseInt(requestId.slice(0, 8) + requestId.slice(9, 13), 16));
}

/** The id as clients see it, in `x-request-id` and in errors. */
export function publicRequestId(requestId: string): string {
  return `req_${requestId.replaceAll('-', '')}`;
}
