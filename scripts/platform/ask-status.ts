import { get } from 'node:http';

/**
 * The status of a GET whose whole answer has come within the limit; undefined when there is none. Settles whatever the
 * other side does. Plain node:http with a timer of its own: a fetch with AbortSignal.timeout was seen to stay pending for
 * ever, its connection closed and its timer gone, and a start hung on it.
 */
export function askStatus(
  url: string,
  limitMilliseconds: number,
  headers: Record<string, string> = {},
): Promise<number | undefined> {
  return new Promise((resolve) => {
    const settle = (status?: number) => {
      clearTimeout(timer);
      resolve(status);
      request.destroy();
    };
    const request = get(url, { agent: false, headers }, (response) => {
      response.once('end', () => settle(response.statusCode));
      response.once('error', () => settle());
      response.resume();
    });
    request.on('error', () => settle());
    request.once('close', () => settle());
    const timer = setTimeout(settle, limitMilliseconds);
  });
}
