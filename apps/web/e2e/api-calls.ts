import { expect, type Page } from '@playwright/test';

/** A key made past the pages: its secret. */
export async function makeKey(page: Page, name: string): Promise<string> {
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post('/api/trpc/key.create', { headers: { origin }, data: { json: { name } } });
  expect(answer.status()).toBe(200);
  return (await answer.json()).result.data.json.secret;
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
