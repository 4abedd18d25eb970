import { field } from './json.ts';
import { openaiAnswer } from './openai.ts';
import { bearer, jsonRequest, type Provider } from './provider.ts';
import { refusalOf } from './refusal.ts';

/** Voyage AI (https://docs.voyageai.com/reference/embeddings-api). Its answer is OpenAI's, with `total_tokens` alone. */
export const voyage: Provider = {
  textsMax: 1_000,
  // The smallest bound of its models.
  tokensMax: 120_000,
  request: (endpoint, { texts, inputType, dimensions }) =>
    jsonRequest(`${endpoint.baseUrl}/v1/embeddings`, bearer(endpoint), {
      model: endpoint.model,
      input: texts,
      input_type: inputType,
      truncation: false,
      encoding_format: 'base64',
      ...(dimensions === endpoint.dimensions ? {} : { output_dimension: dimensions }),
    }),
  answer: openaiAnswer,
  refusal: (status, headers, body, now) => refusalOf(status, headers, now, { detail: field(body, 'detail') }),
};
