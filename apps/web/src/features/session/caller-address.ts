/**
 * The caller's address. The last entry of `x-forwarded-for` is the one that the nearest proxy wrote; earlier ones are
 * whatever the caller claimed. Null when there is none.
 */
export function callerAddress(headers: { get(name: string): string | null }): string | null {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return last || null;
}
