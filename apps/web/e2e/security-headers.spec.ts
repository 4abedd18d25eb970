import { test as unwatched } from '@playwright/test';
import { expect, test } from './watched-test.ts';

unwatched('a script that got into a page by somebody else does not run, inline or as a handler', async ({ page }) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) refused.push(message.text());
  });
  await page.route('/sign-in', async (route) => {
    const answer = await route.fetch();
    const injected = '<script>window.injected = true</script><img src="/none" onerror="window.injected = true">';
    await route.fulfill({ response: answer, body: (await answer.text()).replace('</main>', `${injected}</main>`) });
  });
  await page.goto('/sign-in');
  await expect.poll(() => refused.length).toBe(2);
  expect(await page.evaluate(() => 'injected' in window)).toBe(false);
});

test('every answer has a nonce of its own, and none can be framed', async ({ request }) => {
  const nonces = new Set<string>();
  for (const path of [
    '/',
    '/',
    '/docs',
    '/overview',
    '/no-such-page',
    '/api/auth/csrf',
    '/api/trpc/none',
    '/llms.txt',
  ]) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    const policy = headers['content-security-policy'] ?? '';
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
    expect(scripts, path).toMatch(/^'self' 'nonce-[^']+' 'strict-dynamic'$/);
    nonces.add(scripts);
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(headers, path).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['x-powered-by'], path).toBeUndefined();
  }
  expect(nonces.size).toBe(8);
});

test('a nonce that a browser sends is not taken', async ({ request }) => {
  const answer = await request.get('/', {
    headers: { 'x-gridsky-nonce': 'bm9uY2U=', 'content-security-policy': "script-src 'nonce-bm9uY2U='" },
  });
  expect(answer.headers()['content-security-policy']).not.toContain('bm9uY2U=');
  expect(await answer.text()).not.toContain('bm9uY2U=');
});
