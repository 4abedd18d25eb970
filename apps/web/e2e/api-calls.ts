import type { Page } from '@playwright/test';
import { call } from './sign-up.ts';

/** A key made past the pages: its secret. */
export async function makeKey(page: Page, name: string): Promise<string> {
  return ((await call(page, 'key.create', { name })) as { secret: string }).secret;
}

/** One real request of the API: how it ended. */
export async function embed(
  apiUrl: string,
  secret: string,
  input: string[],
  model = 'plugsky-embed-v1',
): Promise<{ status: number; tokens: number; requestId: string }> {
  const answer = await fetch(`${apiUrl}/v1/embeddings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, input }),
  });
  const body = await answer.json();
  const requestId = answer.headers.get('x-request-id') ?? '';
  return { status: answer.status, tokens: body.usage?.total_tokens ?? 0, requestId };
}
