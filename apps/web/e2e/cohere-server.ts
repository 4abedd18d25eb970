import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Cohere's `POST /v2/embed` on this machine: takes the keys it is given, answers others as Cohere does. */
export async function openCohereServer(keys: readonly string[]): Promise<CohereServer> {
  const used: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const key = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    used.push(key);
    if (request.url !== '/v2/embed') return answer(404, { message: 'no such route' });
    if (!keys.includes(key)) return answer(401, { id: 'x', message: 'invalid api token' });
    const { model, texts, input_type, embedding_types } = JSON.parse(Buffer.concat(chunks).toString());
    if (model !== 'embed-v4.0') return answer(404, { message: `model '${model}' not found` });
    if (!input_type || embedding_types?.[0] !== 'float') return answer(400, { message: 'invalid request' });
    answer(200, {
      id: 'b7c7',
      embeddings: { float: texts.map(vectorOf) },
      texts,
      meta: { api_version: { version: '2' }, billed_units: { input_tokens: texts.length * 3 } },
      response_type: 'embeddings_by_type',
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    used,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface CohereServer {
  url: string;
  /** The key of each call, in order. */
  used: string[];
  close(): void;
}

const WIDTH = 1_536;

/** Follows from the text alone; of unit length, as Cohere's are. */
function vectorOf(text: string): number[] {
  const bytes = createHash('shake256', { outputLength: WIDTH }).update(text).digest();
  const values = [...bytes].map((byte) => byte - 127.5);
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}
