/** `req_` and 32 hexadecimal digits, as in `x-request-id`; also without the prefix or with the hyphens of a UUID. */
const REQUEST_ID = /^(?:req_)?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i;

/** The UUID of a request id however it was copied; null when it is none. */
export function requestUuid(text: string): string | null {
  const match = REQUEST_ID.exec(text.trim());
  return match ? match.slice(1).join('-').toLowerCase() : null;
}
