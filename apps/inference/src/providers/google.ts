import { at, field, listAt, vectorOf } from './json.ts';
import { jsonRequest, type Provider } from './provider.ts';
import { refusalOf } from './refusal.ts';

/**
 * Google's Gemini API (https://ai.google.dev/api/embeddings#method:-models.batchembedcontents). It tells no token usage. A wrong key is a
 * 400 there, told apart by its reason alone, and the hint about the next try is in the body.
 */
export const google: Provider = {
  textsMax: 100,
  tokensMax: null,
  request: ({ baseUrl, secret, model, dimensions: width }, { texts, inputType, dimensions }) => {
    const name = `models/${model}`;
    const terms = {
      model: name,
      taskType: inputType === 'query' ? 'RETRIEVAL_QUERY' : 'RETRIEVAL_DOCUMENT',
      ...(dimensions === width ? {} : { outputDimensionality: dimensions }),
    };
    return jsonRequest(
      `${baseUrl}/v1beta/models/${encodeURIComponent(model)}:batchEmbedContents`,
      secret === null ? {} : { 'x-goog-api-key': secret },
      { requests: texts.map((text) => ({ ...terms, content: { parts: [{ text }] } })) },
    );
  },
  answer: (body) => ({
    vectors: listAt(body, 'embeddings').map((item) => vectorOf(field(item, 'values'))),
    tokens: null,
  }),
  refusal: (status, headers, body, now) => {
    const list = at(body, 'error', 'details');
    const details = Array.isArray(list) ? list : [];
    const isKey = details.some((one) => String(field(one, 'reason')).startsWith('API_KEY_'));
    const retryAfterMs = details.map((one) => durationMs(field(one, 'retryDelay'))).find((ms) => ms !== null);
    return refusalOf(status, headers, now, {
      detail: at(body, 'error', 'message'),
      ...(isKey && { reason: 'unauthorized' as const }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  },
};

/** A protobuf Duration as JSON has it: seconds with up to nine digits after the point, and `s`. */
function durationMs(text: unknown): number | null {
  return typeof text === 'string' && /^\d{1,12}(\.\d{1,9})?s$/.test(text) ? Number(text.slice(0, -1)) * 1_000 : null;
}
