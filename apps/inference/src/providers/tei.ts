import { countAt, field, vectorOf } from './json.ts';
import { AnswerUnusable, bearer, jsonRequest, type Provider } from './provider.ts';
import { refusalOf } from './refusal.ts';

/**
 * text-embeddings-inference, on which BGE and many others are served (https://huggingface.github.io/text-embeddings-inference). Its own
 * route, which answers bare vectors; texts that are too long are refused, not cut. Its batches are 32 unless `/info` says otherwise.
 */
export const tei: Provider = {
  textsMax: 32,
  tokensMax: null,
  info: { path: '/info', textsMax: (body) => countAt(body, 'max_client_batch_size') || null },
  request: (endpoint, { texts, dimensions }) =>
    jsonRequest(`${endpoint.baseUrl}/embed`, bearer(endpoint), {
      inputs: texts,
      normalize: true,
      truncate: false,
      // Known to it from version 1.8 on; an older one answers the full width, which is refused as unusable.
      ...(dimensions === endpoint.dimensions ? {} : { dimensions }),
    }),
  answer: (body) => {
    if (!Array.isArray(body)) throw new AnswerUnusable('The answer is no list of vectors.');
    return { vectors: body.map(vectorOf), tokens: null };
  },
  refusal: (status, headers, body, now) => {
    // 424: the model failed on this batch, which is not the caller's fault.
    const reason = status === 424 ? 'unavailable' : undefined;
    return refusalOf(status, headers, now, { detail: field(body, 'error'), ...(reason && { reason }) });
  },
};
