import { exchange, type Remote } from './call-provider.ts';
import { packVectors } from './pack-vectors.ts';
import { AnswerUnusable, bearer } from './provider.ts';
import { RemoteFailure } from './remote-failure.ts';

/** No model makes as many, and each request keeps room for as many as its model is known to make. */
const WIDTH_MAX = 65_536;

/**
 * What an endpoint answers to a few texts whose vectors' width nobody knows yet: their width, the length of the first vector, the
 * provider's count, and the bound on texts that it tells of itself. Rejects with RemoteFailure.
 */
export async function findWidth(
  remote: Omit<Remote, 'breaker'>,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<{ width: number; norm: number; tokens: number | null; textsMax: number | null }> {
  try {
    // Width 0 on both sides: no parameter for a narrower one is sent.
    const endpoint = { ...remote.endpoint, dimensions: 0 };
    const answer = await exchange({ ...remote, endpoint }, { texts, inputType: 'document', dimensions: 0 }, signal);
    const width = answer.vectors[0]?.length ?? 0;
    if (width === 0) throw new AnswerUnusable('The first vector has no width.');
    if (width > WIDTH_MAX) throw new AnswerUnusable(`The vectors have ${width} numbers, more than ${WIDTH_MAX}.`);
    const rows = new Float32Array(texts.length * width);
    packVectors(answer, texts.length, { rows, firstRow: 0, width });
    const norm = Math.hypot(...rows.subarray(0, width));
    return { width, norm, tokens: answer.tokens, textsMax: await ownTextsMax(remote, signal) };
  } catch (error) {
    if (error instanceof RemoteFailure) throw error;
    if (error instanceof AnswerUnusable) throw new RemoteFailure('unusable', error.message);
    if (signal.aborted) throw new RemoteFailure('timeout', 'No answer in time.');
    throw new RemoteFailure('unavailable', `No answer: ${error instanceof Error ? error.message : error}`, null, error);
  }
}

/** A server that does not tell, or not in a way that is understood, is asked in batches that every such server takes. */
async function ownTextsMax(
  { provider, endpoint, send }: Omit<Remote, 'breaker'>,
  signal: AbortSignal,
): Promise<number | null> {
  const { info } = provider;
  if (!info) return null;
  const headers = { accept: 'application/json', ...bearer(endpoint) };
  try {
    const answer = await send({ method: 'GET', url: `${endpoint.baseUrl}${info.path}`, headers, body: '' }, signal);
    return answer.status === 200 ? info.textsMax(JSON.parse(answer.body.toString('utf8'))) : null;
  } catch {
    return null;
  }
}
