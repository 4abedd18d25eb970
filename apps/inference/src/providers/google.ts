import { at, field, listAt, vectorOf } from './json.ts';
import { jsonRequest, type Provider } from './provider.ts';
import { refusalOf } from './refusal.ts';

/**
 * Google's Gemini API (https://ai.google.dev/api/embeddings#method:-models.batchembedcontents). It tells no token usage. A wrong key is a
 * 400 there, told apart by its reason alone.
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
    const details = at(body, 'error', 'details');
    const isKey = Array.isArray(details) && details.some((one) => String(field(one, 'reason')).startsWith('API_KEY_'));
    return refusalOf(status, headers, now, {
      detail: at(body, 'error', 'message'),
      ...(isKey && { reason: 'unauthorized' as const }),
    });
  },
};
