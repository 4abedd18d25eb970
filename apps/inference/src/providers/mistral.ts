import { field } from './json.ts';
import { openaiAnswer } from './openai.ts';
import { bearer, jsonRequest, type Provider } from './provider.ts';
import { refusalOf } from './refusal.ts';

/** Mistral (https://docs.mistral.ai/api/#tag/embeddings). OpenAI's answer, but errors without an envelope, and a smaller window. */
export const mistral: Provider = {
  textsMax: 256,
  tokensMax: 16_000,
  request: (endpoint, { texts, dimensions }) =>
    jsonRequest(`${endpoint.baseUrl}/v1/embeddings`, bearer(endpoint), {
      model: endpoint.model,
      input: texts,
      encoding_format: 'float',
      ...(dimensions === endpoint.dimensions ? {} : { output_dimension: dimensions }),
    }),
  answer: openaiAnswer,
  refusal: (status, headers, body, now) => {
    // A wrong key is told as `detail`; a body that fails its checks as a list of what is wrong.
    const message = field(body, 'message') ?? field(body, 'detail');
    const detail = typeof message === 'object' ? JSON.stringify(message) : message;
    return refusalOf(status, headers, now, { detail });
  },
};
