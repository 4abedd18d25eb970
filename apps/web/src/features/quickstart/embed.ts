import { z } from 'zod';
import type { EmbeddingCall } from './call-samples.ts';

export interface EmbedAnswer {
  ok: true;
  vector: number[];
  tokens: number;
  /** From the click to the last byte, in the browser. */
  milliseconds: number;
  /** What the API says it took of that; null when it does not say. */
  serverMilliseconds: number | null;
  requestId: string | null;
}

export interface EmbedRefusal {
  ok: false;
  /** null: no answer came at all. */
  status: number | null;
  message: string;
  requestId: string | null;
}

/** The call of the samples, made from the browser. Never rejects: what went wrong is part of the result. */
export async function embed(
  call: EmbeddingCall,
  { fetch, clock }: { fetch: typeof globalThis.fetch; clock: () => number },
): Promise<EmbedAnswer | EmbedRefusal> {
  const started = clock();
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(`${call.apiUrl}/v1/embeddings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${call.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: call.model, input: call.text }),
      // The key goes to the API alone: no cookie, no page address, no cached copy.
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.timeout(60_000),
    });
    body = await response.json().catch(() => null);
  } catch (error) {
    return { ok: false, status: null, message: unreachable(call.apiUrl, error), requestId: null };
  }
  const requestId = response.headers.get('x-request-id');
  if (!response.ok) return { ok: false, status: response.status, message: reason(response.status, body), requestId };
  const answer = answerSchema.safeParse(body);
  if (!answer.success) {
    return { ok: false, status: response.status, message: 'The answer is not that of an embeddings API.', requestId };
  }
  const took = Number.parseInt(response.headers.get('openai-processing-ms') ?? '', 10);
  return {
    ok: true,
    vector: answer.data.data[0].embedding,
    tokens: answer.data.usage.total_tokens,
    milliseconds: Math.round(clock() - started),
    serverMilliseconds: Number.isNaN(took) ? null : took,
    requestId,
  };
}

function reason(status: number, body: unknown): string {
  const error = errorSchema.safeParse(body);
  return error.success ? error.data.error.message : `The API answered ${status} without a reason.`;
}

function unreachable(apiUrl: string, error: unknown): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return `The API at ${apiUrl} gave no answer within 60 seconds. Try again.`;
  }
  return `The API at ${apiUrl} could not be reached from this browser. Check that it runs and that API_PUBLIC_URL is its address.`;
}

const answerSchema = z.object({
  data: z.tuple([z.object({ embedding: z.array(z.number()).min(1) })]),
  usage: z.object({ total_tokens: z.number() }),
});

const errorSchema = z.object({ error: z.object({ message: z.string().min(1) }) });
