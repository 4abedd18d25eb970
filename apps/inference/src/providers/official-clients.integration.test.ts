import { GoogleGenAI } from '@google/genai';
import { Mistral } from '@mistralai/mistralai';
import { CohereClientV2 } from 'cohere-ai';
import OpenAI, { AzureOpenAI } from 'openai';
import { describe, expect, it, test } from 'vitest';
import { VoyageAIClient } from 'voyageai';
import { exchange } from './call-provider.ts';
import { providers } from './index.ts';
import { packVectors } from './pack-vectors.ts';
import type { ProviderCall } from './provider.ts';
import { readGoldens } from './testing/golden.ts';
import { startProvider } from './testing/provider-server.ts';
import { type Received, sendPlainly, startWireServer, vectorOfText } from './testing/wire-server.ts';

/**
 * The providers' own clients as a second opinion on both sides of each wire: they must understand what our servers of that wire answer, in success
 * and in refusal, and ask for the same vectors with the same request as our transforms do. text-embeddings-inference has no client of its own.
 */
const WIDTH = 8;
const MODEL = 'the-model';
const SECRET = 'the-key';

type Understood = { vectors: number[][]; tokens: number | null };
type Client = {
  embed(url: string, secret: string, call: ProviderCall): Promise<Understood>;
  /** What its error says: the status and, where the client reads it, the provider's sentence. */
  told(error: unknown): { status: unknown; text: string };
  /** Our request as the client would have made it, where the two differ on purpose. */
  asTheirs?(body: Record<string, unknown>): unknown;
};

const narrowOf = ({ dimensions }: ProviderCall) => (dimensions === WIDTH ? undefined : dimensions);
const floats = (embedding: unknown): number[] =>
  typeof embedding === 'string'
    ? [...new Float32Array(Uint8Array.from(Buffer.from(embedding, 'base64')).buffer)]
    : (embedding as number[]);
const inOrder = (data: readonly { index?: number; embedding?: unknown }[]) =>
  data.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0)).map(({ embedding }) => floats(embedding));

async function byOpenai(client: OpenAI, call: ProviderCall): Promise<Understood> {
  const dimensions = narrowOf(call);
  const { data, usage } = await client.embeddings.create({
    model: MODEL,
    input: [...call.texts],
    encoding_format: 'base64',
    ...(dimensions && { dimensions }),
  });
  return { vectors: inOrder(data), tokens: usage.prompt_tokens };
}
const toldByOpenai = (error: unknown) => {
  const { status, message } = error as InstanceType<typeof OpenAI.APIError>;
  return { status, text: message };
};

const CLIENTS: Record<'openai' | 'azure' | 'cohere' | 'voyage' | 'mistral' | 'google', Client> = {
  openai: {
    embed: (baseURL, apiKey, call) => byOpenai(new OpenAI({ baseURL, apiKey, maxRetries: 0 }), call),
    told: toldByOpenai,
  },
  azure: {
    embed: (endpoint, apiKey, call) =>
      byOpenai(new AzureOpenAI({ endpoint, apiKey, apiVersion: '2024-10-21', maxRetries: 0 }), call),
    told: toldByOpenai,
    // It repeats the deployment in the body, where Azure doesn't look.
    asTheirs: (body) => ({ ...body, model: MODEL }),
  },
  cohere: {
    async embed(environment, token, call) {
      const client = new CohereClientV2({ environment, token, maxRetries: 0 });
      const outputDimension = narrowOf(call);
      const { embeddings, meta } = await client.embed({
        model: MODEL,
        texts: [...call.texts],
        inputType: call.inputType === 'query' ? 'search_query' : 'search_document',
        embeddingTypes: ['float'],
        truncate: 'NONE',
        ...(outputDimension && { outputDimension }),
      });
      return { vectors: embeddings.float ?? [], tokens: meta?.billedUnits?.inputTokens ?? null };
    },
    told: (error) => {
      const { statusCode, body } = error as { statusCode?: number; body?: { message?: string } };
      return { status: statusCode, text: body?.message ?? '' };
    },
  },
  voyage: {
    async embed(url, apiKey, call) {
      const client = new VoyageAIClient({ environment: `${url}/v1`, apiKey, maxRetries: 0 });
      const outputDimension = narrowOf(call);
      const { data, usage } = await client.embed({
        model: MODEL,
        input: [...call.texts],
        inputType: call.inputType,
        truncation: false,
        encodingFormat: 'base64',
        ...(outputDimension && { outputDimension }),
      });
      return { vectors: inOrder(data ?? []), tokens: usage?.totalTokens ?? null };
    },
    told: (error) => {
      const { statusCode, body } = error as { statusCode?: number; body?: { detail?: string } };
      return { status: statusCode, text: body?.detail ?? '' };
    },
  },
  mistral: {
    async embed(serverURL, apiKey, call) {
      const client = new Mistral({ serverURL, apiKey, retryConfig: { strategy: 'none' } });
      const outputDimension = narrowOf(call);
      const { data, usage } = await client.embeddings.create({
        model: MODEL,
        inputs: [...call.texts],
        encodingFormat: 'float',
        ...(outputDimension && { outputDimension }),
      });
      return { vectors: inOrder(data), tokens: usage.promptTokens ?? null };
    },
    told: (error) => {
      const { statusCode, body } = error as { statusCode?: number; body?: string };
      return { status: statusCode, text: body ?? '' };
    },
  },
  google: {
    async embed(baseUrl, apiKey, call) {
      const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl } });
      const outputDimensionality = narrowOf(call);
      const { embeddings = [] } = await client.models.embedContent({
        model: MODEL,
        contents: [...call.texts],
        config: {
          taskType: call.inputType === 'query' ? 'RETRIEVAL_QUERY' : 'RETRIEVAL_DOCUMENT',
          ...(outputDimensionality && { outputDimensionality }),
        },
      });
      return { vectors: embeddings.map(({ values = [] }) => values), tokens: null };
    },
    told: (error) => {
      const { status, message } = error as { status?: number; message: string };
      return { status, text: JSON.parse(message).error.message };
    },
    // The role is the one of a conversation, which an embedding has none of.
    asTheirs: ({ requests }) => ({
      requests: (requests as { content: object }[]).map((one) => ({
        ...one,
        content: { ...one.content, role: 'user' },
      })),
    }),
  },
};

describe.each(Object.entries(CLIENTS))('%s', (name, client) => {
  const kind = name as keyof typeof CLIENTS;
  const texts = ['sky', 'sea', 'süß 🌊 "quoted"\n'];
  const { served, refused } = readGoldens();

  it.each<[string, ProviderCall]>([
    ['of documents', { texts, inputType: 'document', dimensions: WIDTH }],
    ['of queries', { texts, inputType: 'query', dimensions: WIDTH }],
    ['of narrower vectors', { texts, inputType: 'document', dimensions: 4 }],
  ])('asks for vectors %s as its own client does, and both read the same from the answer', async (_of, call) => {
    const server = await startProvider(kind, { width: WIDTH });
    const [ours, theirs] = [await byTransform(kind, server.url, call), await client.embed(server.url, SECRET, call)];
    expect(server.refusals).toEqual([]);
    const [ourRequest, theirRequest] = server.received as [Received, Received];
    expect(theirRequest.path).toBe(ourRequest.path);
    const body = ourRequest.body as Record<string, unknown>;
    expect(theirRequest.body).toEqual(client.asTheirs ? client.asTheirs(body) : body);
    for (const header of ['authorization', 'api-key', 'x-goog-api-key']) {
      expect(theirRequest.headers[header], header).toBe(ourRequest.headers[header]);
    }
    expect(theirRequest.headers['content-type']).toMatch(/^application\/json/);
    expect(ours).toEqual({
      vectors: texts.map((one) => [...Float32Array.from(vectorOfText(one, call.dimensions))]),
      tokens: theirs.tokens,
    });
    expect(theirs.vectors.map((vector) => [...Float32Array.from(vector)])).toEqual(ours.vectors);
  });

  it('understands what our server of its wire refuses: a wrong key, too many texts', async () => {
    const server = await startProvider(kind, { width: WIDTH });
    const call: ProviderCall = { texts, inputType: 'document', dimensions: WIDTH };
    await expect(client.embed(server.url, 'another-key', call)).rejects.toSatisfy((error) =>
      isTold(error, 'wrong-key'),
    );
    const many = { ...call, texts: Array.from({ length: 2_049 }, (_, index) => `text ${index}`) };
    await expect(client.embed(server.url, SECRET, many)).rejects.toSatisfy((error) => isTold(error, 'invalid'));
    expect(server.refusals).toHaveLength(2);
  });

  test.each(served.filter((golden) => golden.kind === kind))(
    'understands the golden answer $name as we do',
    async ({ answer, means }) => {
      const server = await startWireServer((_received, response) => respond(response, answer));
      const call: ProviderCall = { texts: ['sky', 'sea'], inputType: 'document', dimensions: 3 };
      const { vectors, tokens } = await client.embed(server.url, SECRET, call);
      expect(vectors).toEqual(means.vectors);
      expect(tokens).toBe(means.tokens);
    },
  );

  test.each(refused.filter((golden) => golden.kind === kind))(
    'understands the golden refusal $name as we do',
    async ({ answer, name: refusal }) => {
      const server = await startWireServer((_received, response) => respond(response, answer));
      const asked = client.embed(server.url, SECRET, { texts: ['sky'], inputType: 'document', dimensions: 3 });
      await expect(asked).rejects.toSatisfy((error) => isTold(error, refusal));
    },
  );

  function isTold(error: unknown, refusal: string): boolean {
    const golden = refused.find((one) => one.kind === kind && one.name === refusal);
    const { status, text } = client.told(error);
    expect(status).toBe(golden?.answer.status);
    // What a log may not hold is what the provider said all the same.
    expect(text).toContain(golden?.means.said.replace('[secret]', SECRET));
    return true;
  }
});

async function byTransform(kind: keyof typeof CLIENTS, baseUrl: string, call: ProviderCall): Promise<Understood> {
  const endpoint = { baseUrl, secret: SECRET, model: MODEL, dimensions: WIDTH, custom: null };
  const remote = { provider: providers[kind], endpoint, send: sendPlainly, now: Date.now };
  const answer = await exchange(remote, call, new AbortController().signal);
  const rows = new Float32Array(call.texts.length * call.dimensions);
  packVectors(answer, call.texts.length, { rows, firstRow: 0, width: call.dimensions });
  const vectors = call.texts.map((_, row) => [...rows.subarray(row * call.dimensions, (row + 1) * call.dimensions)]);
  return { vectors, tokens: answer.tokens };
}

function respond(
  response: Parameters<Parameters<typeof startWireServer>[0]>[1],
  { status, headers, body }: { status: number; headers?: Record<string, string> | undefined; body?: unknown },
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
