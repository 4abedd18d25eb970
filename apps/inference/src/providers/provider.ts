import type { CustomWire } from '@gridsky/api/domain';
import type { Refusal } from './refusal.ts';

/** Where a provider's model is reached, and as whom. */
export type Endpoint = {
  /** Without a slash at its end. */
  baseUrl: string;
  /** The provider's key; null where none is asked for. */
  secret: string | null;
  /** The provider's own name of the model; with Azure of the deployment. */
  model: string;
  /** The model's full width: a request for it needs no parameter, which not every model takes. */
  dimensions: number;
  /** How a custom endpoint is spoken to; null for all others. */
  custom: CustomWire | null;
};

/** What is asked of a provider in one call. */
export type ProviderCall = {
  texts: readonly string[];
  inputType: 'query' | 'document';
  /** Width of the vectors. */
  dimensions: number;
};

export type ProviderRequest = {
  method: 'POST' | 'GET';
  url: string;
  headers: Record<string, string>;
  body: string;
};

export type ProviderAnswer = {
  /** One a text, in the order of the texts. Not checked yet: see `packVectors`. */
  vectors: readonly (ArrayLike<number> | undefined)[];
  /** What the provider says that it counted; null: it says nothing. */
  tokens: number | null;
};

export type AnswerHeaders = Record<string, string | string[] | undefined>;

/**
 * A provider's dialect as pure transforms: what is sent for a call, what an answer means, what a refusal means. No file of a provider does
 * any I/O. Sources: the provider's API reference.
 */
export type Provider = {
  /** Most texts and most tokens of one call; null: no bound is documented. */
  textsMax: number;
  tokensMax: number | null;
  /** Where an endpoint tells its own bound on texts, and how; left out: nowhere. */
  info?: { path: string; textsMax(body: unknown): number | null };
  request(endpoint: Endpoint, call: ProviderCall): ProviderRequest;
  /** Takes the parsed body of a 200. Throws AnswerUnusable when it is not the documented shape. */
  answer(body: unknown, endpoint: Endpoint): ProviderAnswer;
  /** Takes the parsed body of any other answer; undefined when it is not JSON. `now`: milliseconds since 1970. */
  refusal(status: number, headers: AnswerHeaders, body: unknown, now: number): Refusal;
};

/** A 200 that holds something else than the vectors that were asked for. Its message is for the log: it may name what came. */
export class AnswerUnusable extends Error {
  override readonly name = 'AnswerUnusable';
}

/** A JSON request with the provider's key as a bearer token. */
export function jsonRequest(
  url: string,
  authorization: Record<string, string>,
  body: Record<string, unknown>,
): ProviderRequest {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', accept: 'application/json', ...authorization },
    body: JSON.stringify(body),
  };
}

export function bearer({ secret }: Endpoint): Record<string, string> {
  return secret === null ? {} : { authorization: `Bearer ${secret}` };
}
