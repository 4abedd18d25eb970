import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Send } from '../call-provider.ts';

export type Received = { path: string; headers: IncomingMessage['headers']; body: unknown };

/** A server on this machine that records what comes and answers as it is told to. */
export async function startWireServer(
  answer: (received: Received, response: ServerResponse, socket: Socket) => void,
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const one = {
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: JSON.parse(`${Buffer.concat(chunks)}` || 'null'),
    };
    received.push(one);
    answer(one, response, incoming.socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** Plain HTTP to the server above, which no customer may be sent to. */
export const sendPlainly: Send = ({ url, method, headers, body }, signal) =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, signal }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** A vector that follows from the text alone, so that a text's place in an answer can be told. */
export function vectorOfText(text: string, width: number): number[] {
  const digest = createHash('shake256', { outputLength: width * 2 })
    .update(text)
    .digest();
  return Array.from({ length: width }, (_, place) => digest.readInt16LE(place * 2) / 32_768 + 1e-6);
}
