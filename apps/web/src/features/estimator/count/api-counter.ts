import { z } from 'zod';
import type { TokenCounter } from './token-counter.ts';

/** Where a model is counted that the browser has no tokenizer for. */
export interface ApiCounting {
  /** Origin of the API, without a trailing slash. */
  apiUrl: string;
  model: string;
  /** A secret that may call the API. */
  secret: string;
}

/** Characters that are sent in all: with more, the requests a minute of a small plan would be used up by counting. */
export const API_CHARACTERS_MAX = 1_000_000;

/**
 * Counts with `POST /v1/tokenize`, free of charge. A text is sent whole, as a model may put something around each. Throws
 * with a sentence for the reader.
 */
export function openApiCounter({ apiUrl, model, secret }: ApiCounting, fetch: typeof globalThis.fetch): TokenCounter {
  let characters = 0;
  return {
    partCharacters: Number.POSITIVE_INFINITY,
    async countParts(parts) {
      for (const part of parts) characters += part.length;
      if (characters > API_CHARACTERS_MAX) {
        throw new Error(
          `${model} is counted by the API, up to ${API_CHARACTERS_MAX.toLocaleString('en-US')} characters. Count a part of it here, and the whole by figures.`,
        );
      }
      const answer = await fetch(`${apiUrl}/v1/tokenize`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model, input: parts }),
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      }).catch(() => null);
      if (!answer) throw new Error(`The API at ${apiUrl} could not be reached from this browser.`);
      const body: unknown = await answer.json().catch(() => null);
      const counted = answerSchema.safeParse(body);
      if (!answer.ok || !counted.success) {
        const refused = errorSchema.safeParse(body);
        throw new Error(refused.success ? refused.data.error.message : `The API answered ${answer.status}.`);
      }
      if (counted.data.data.some(({ exact }) => !exact)) {
        throw new Error('A document is too long for the API to count to its end. Cut it into parts first.');
      }
      return counted.data.data.map(({ tokens }) => tokens);
    },
  };
}

const answerSchema = z.object({ data: z.array(z.object({ tokens: z.number().int(), exact: z.boolean() })) });
const errorSchema = z.object({ error: z.object({ message: z.string().min(1) }) });
