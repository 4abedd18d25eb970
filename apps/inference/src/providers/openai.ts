import { at, countAt, field, listAt, vectorOf } from './json.ts';
import { AnswerUnusable, bearer, jsonRequest, type Provider, type ProviderAnswer } from './provider.ts';
import { type RefusalReason, refusalOf } from './refusal.ts';

/**
 * OpenAI, and whoever speaks its dialect (https://platform.openai.com/docs/api-reference/embeddings). It has no field for the kind of input.
 * base64 is asked for: a third of the bytes, and exact.
 */
export const openai: Provider = {
  textsMax: 2_048,
  tokensMax: 300_000,
  request: (endpoint, { texts, dimensions }) =>
    jsonRequest(`${endpoint.baseUrl}/embeddings`, bearer(endpoint), {
      model: endpoint.model,
      input: texts,
      encoding_format: 'base64',
      ...(dimensions === endpoint.dimensions ? {} : { dimensions }),
    }),
  answer: openaiAnswer,
  refusal: (status, headers, body, now) => {
    const error = field(body, 'error');
    const reason = quotaReason(at(error, 'code') ?? at(error, 'type'));
    return refusalOf(status, headers, now, {
      detail: typeof error === 'string' ? error : (at(error, 'message') ?? field(body, 'message')),
      ...(reason && { reason }),
    });
  },
};

/** A used-up account answers 429 as well, and would do so to every further try. */
function quotaReason(code: unknown): RefusalReason | undefined {
  return code === 'insufficient_quota' || code === 'billing_hard_limit_reached' ? 'quota' : undefined;
}

/** `{data: [{index, embedding}], usage}`: in the order of `index` where each item has one; vectors as lists or as base64 of float32. */
export function openaiAnswer(body: unknown): ProviderAnswer {
  const items = listAt(body, 'data');
  const vectors: ProviderAnswer['vectors'][number][] = [];
  for (const [place, item] of items.entries()) {
    const index = field(item, 'index') ?? place;
    if (typeof index !== 'number' || !(index >= 0 && index < items.length) || vectors[index] !== undefined) {
      throw new AnswerUnusable(`The answer's item ${place} has no place of its own among ${items.length}.`);
    }
    const embedding = field(item, 'embedding');
    vectors[index] = typeof embedding === 'string' ? fromBase64(embedding) : vectorOf(embedding);
  }
  return { vectors, tokens: countAt(body, 'usage', 'prompt_tokens') ?? countAt(body, 'usage', 'total_tokens') };
}

function fromBase64(text: string): Float32Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.length % 4 !== 0) return undefined;
  // A copy, since the pool's piece may begin at an odd place.
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
