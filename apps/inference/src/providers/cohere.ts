import { countAt, field, listAt, vectorOf } from './json.ts';
import { bearer, jsonRequest, type Provider } from './provider.ts';
import { refusalOf } from './refusal.ts';

/** Cohere, API version 2 (https://docs.cohere.com/reference/embed). Vectors come as bare lists in the order of the texts. */
export const cohere: Provider = {
  textsMax: 96,
  tokensMax: null,
  request: (endpoint, { texts, inputType, dimensions }) =>
    jsonRequest(`${endpoint.baseUrl}/v2/embed`, bearer(endpoint), {
      model: endpoint.model,
      texts,
      input_type: inputType === 'query' ? 'search_query' : 'search_document',
      embedding_types: ['float'],
      // Longer texts are refused rather than cut in silence.
      truncate: 'NONE',
      ...(dimensions === endpoint.dimensions ? {} : { output_dimension: dimensions }),
    }),
  answer: (body) => ({
    vectors: listAt(body, 'embeddings', 'float').map(vectorOf),
    tokens: countAt(body, 'meta', 'billed_units', 'input_tokens'),
  }),
  // 498 is a text that their rules block: the caller's, as any other 4xx.
  refusal: (status, headers, body, now) => refusalOf(status, headers, now, { detail: field(body, 'message') }),
};
