import { get } from 'node:http';

/** A whole answer. */
export interface Answer {
  status: number;
  body: string;
}

/**
 * The answer to a GET that has come whole within the limit; undefined when there is none. Settles whatever the other side
 * does. Plain node:http with a timer of its own: Node 20's fetch, when its signal aborts in the middle of a compressed
 * body, may neither resolve nor reject, and a start hung on that.
 */
export function ask(
  url: string,
  limitMilliseconds: number,
  headers: Record<string, string> = {},
): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const settle = (answer?: Answer) => {
      clearTimeout(timer);
      resolve(answer);
      request.destroy();
    };
    const request = get(url, { agent: false, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.once('end', () => settle({ status: response.statusCode ?? 0, body }));
      response.once('error', () => settle());
    });
    request.on('error', () => settle());
    request.once('close', () => settle());
    const timer = setTimeout(settle, limitMilliseconds);
  });
}
