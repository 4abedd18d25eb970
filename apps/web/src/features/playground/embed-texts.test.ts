import { expect, test } from 'vitest';
import { EmbedRefused, embedTexts } from './embed-texts.ts';

const call = { apiUrl: 'https://api.example', model: 'm', dimensions: null, inputType: 'document' as const };
const token = async () => 'sk-live-token';
const signal = new AbortController().signal;

/** Answers each text with a vector of its length and its half. */
function answering(sent: unknown[]): typeof globalThis.fetch {
  return async (_url, init) => {
    const body = JSON.parse(String(init?.body)) as { input: string[] };
    sent.push({ ...body, authorization: new Headers(init?.headers).get('authorization') });
    const data = body.input.map(({ length }) => ({
      embedding: Buffer.from(Float32Array.of(length, length / 2).buffer).toString('base64'),
    }));
    return Response.json({ data, usage: { total_tokens: body.input.length } });
  };
}

test('long lists go out in several requests and come back in order, with their tokens and progress', async () => {
  const sent: unknown[] = [];
  const progress: number[] = [];
  const texts = Array.from({ length: 150 }, (_, index) => 'x'.repeat(index + 1));
  const onProgress = (done: number) => progress.push(done);
  const { vectors, tokens } = await embedTexts(
    { ...call, texts },
    { fetch: answering(sent), token, signal, onProgress },
  );
  expect(sent).toHaveLength(3);
  expect(tokens).toBe(150);
  expect(progress).toEqual([64, 128, 150]);
  expect([vectors.count, vectors.width]).toEqual([150, 2]);
  expect([...vectors.values.slice(-2)]).toEqual([150, 75]);
});

test('dimensions are sent when chosen, the token goes in the header alone', async () => {
  const sent: unknown[] = [];
  const fetch = answering(sent);
  await embedTexts({ ...call, dimensions: 384, texts: ['a'] }, { fetch, token, signal, onProgress: () => {} });
  const expected = { model: 'm', input: ['a'], input_type: 'document', encoding_format: 'base64', dimensions: 384 };
  expect(sent).toEqual([{ ...expected, authorization: 'Bearer sk-live-token' }]);
});

test("a refusal carries the API's own sentence and the request id", async () => {
  const fetch = async () =>
    Response.json({ error: { message: 'Rate limit reached.' } }, { status: 429, headers: { 'x-request-id': 'req_1' } });
  const refused = embedTexts({ ...call, texts: ['a'] }, { fetch, token, signal, onProgress: () => {} });
  await expect(refused).rejects.toThrow(EmbedRefused);
  await expect(refused).rejects.toMatchObject({ message: 'Rate limit reached.', requestId: 'req_1' });
});

test('an API out of reach says what to check', async () => {
  const fetch = async () => {
    throw new TypeError('Failed to fetch');
  };
  const refused = embedTexts({ ...call, texts: ['a'] }, { fetch, token, signal, onProgress: () => {} });
  await expect(refused).rejects.toThrow(/API_PUBLIC_URL/);
});
