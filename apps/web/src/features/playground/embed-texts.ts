import { z } from 'zod';
import type { Vectors } from './maths/vectors.ts';

export interface EmbedCall {
  /** Origin of the API, without a trailing slash. */
  apiUrl: string;
  model: string;
  /** null: the model's full width. */
  dimensions: number | null;
  texts: readonly string[];
  inputType: 'query' | 'document';
}

export interface Embedded {
  vectors: Vectors;
  tokens: number;
}

/** The API said no, or nothing; `message` is its own sentence where it gave one. */
export class EmbedRefused extends Error {
  override readonly name = 'EmbedRefused';
  readonly requestId: string | null;
  constructor(message: string, requestId: string | null) {
    super(message);
    this.requestId = requestId;
  }
}

/** Texts of one request: few enough for any plan, so that long lists show progress. */
const BATCH = 64;

/**
 * Embeds texts with the playground's token, some at a time. `token` is asked for before every request, as it ends by itself.
 * `onProgress` is told how many texts are done. Throws EmbedRefused, or the signal's reason.
 */
export async function embedTexts(
  { apiUrl, model, dimensions, texts, inputType }: EmbedCall,
  {
    fetch,
    token,
    signal,
    onProgress,
  }: {
    fetch: typeof globalThis.fetch;
    token: () => Promise<string>;
    signal: AbortSignal;
    onProgress: (done: number) => void;
  },
): Promise<Embedded> {
  const rows: Float32Array[] = [];
  let tokens = 0;
  for (let from = 0; from < texts.length; from += BATCH) {
    const body = {
      model,
      input: texts.slice(from, from + BATCH),
      input_type: inputType,
      encoding_format: 'base64',
      ...(dimensions === null ? {} : { dimensions }),
    };
    const answer = await post(apiUrl, body, { fetch, secret: await token(), signal });
    for (const { embedding } of answer.data) rows.push(floats(embedding));
    tokens += answer.usage.total_tokens;
    onProgress(rows.length);
  }
  const width = rows[0]?.length ?? 0;
  const values = new Float32Array(rows.length * width);
  for (const [index, row] of rows.entries()) values.set(row, index * width);
  return { vectors: { count: rows.length, width, values }, tokens };
}

async function post(
  apiUrl: string,
  body: object,
  { fetch, secret, signal }: { fetch: typeof globalThis.fetch; secret: string; signal: AbortSignal },
) {
  let response: Response;
  try {
    response = await fetch(`${apiUrl}/v1/embeddings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new EmbedRefused(
      `The API at ${apiUrl} could not be reached from this browser. Check that it runs and that API_PUBLIC_URL is its address.`,
      null,
    );
  }
  const requestId = response.headers.get('x-request-id');
  const json: unknown = await response.json().catch(() => null);
  const answer = answerSchema.safeParse(json);
  if (response.ok && answer.success) return answer.data;
  const error = errorSchema.safeParse(json);
  const reason = error.success ? error.data.error.message : `The API answered ${response.status} without a reason.`;
  throw new EmbedRefused(reason, requestId);
}

/** The little-endian float32 numbers of a base64 text. */
function floats(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(index * 4, true));
}

const answerSchema = z.object({
  data: z.array(z.object({ embedding: z.string() })).min(1),
  usage: z.object({ total_tokens: z.number() }),
});
const errorSchema = z.object({ error: z.object({ message: z.string().min(1) }) });
