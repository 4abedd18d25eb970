import type { Page } from '@playwright/test';
import { embed, makeKey } from './api-calls.ts';
import { signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test('limits show what is used at key, user and tenant, and what was refused last, without a reload', async ({ page }, {
  config,
}) => {
  const { apiUrl } = config.metadata;
  const email = await signUp(page);
  await page.goto('/limits');
  await expect(page.getByText('No limit refused a request in the last 7 days')).toBeVisible();
  await expect(page.getByText('No key was used. Each key may make 60 requests a minute.')).toBeVisible();
  const secret = await makeKey(page, 'Crawler');
  const { tokens } = await embed(apiUrl, secret, ['dog', 'perro']);
  await expect(meter(page, 'Tenant', 'Requests a minute')).toHaveAttribute('aria-valuetext', '1 of 300');
  await expect(meter(page, 'Tenant', 'Tokens a minute')).toHaveAttribute('aria-valuetext', `${tokens} of 500,000`);
  await expect(meter(page, 'Users', 'Requests a minute')).toHaveAttribute('aria-valuetext', '1 of 120');
  await expect(card(page, 'Users')).toContainText(email);
  await expect(card(page, 'Keys')).toContainText('Crawler');
  let refused = '';
  // The trial lets a key send 60 a minute.
  for (let sent = 0; sent < 70 && refused === ''; sent++) {
    const { status, requestId } = await embed(apiUrl, secret, ['dog']);
    if (status === 429) refused = requestId;
  }
  expect(refused).not.toBe('');
  await expect(meter(page, 'Keys', 'Requests a minute')).toHaveAttribute('aria-valuetext', '60 of 60');
  const row = page.getByRole('row').filter({ hasText: refused.slice(-6) });
  await expect(row).toContainText('Requests a minute');
  await row.getByRole('link').click();
  await expect(page).toHaveURL(`/usage/requests?id=${refused}`);
  await expect(page.getByRole('dialog', { name: 'Request' })).toContainText('rate_limited_requests');
});

test('limits that cannot be read anew are said so, and the last figures stay', async ({ page }) => {
  await signUp(page);
  await page.goto('/limits');
  await page.route('**/api/trpc/*usage.limits*', (route) => route.abort());
  await expect(page.getByText('The dashboard could not be reached.')).toBeVisible();
  await expect(meter(page, 'Tenant', 'Requests a minute')).toBeVisible();
  await page.unroute('**/api/trpc/*usage.limits*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The dashboard could not be reached.')).toHaveCount(0);
});

function card(page: Page, title: string) {
  return page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
}

function meter(page: Page, title: string, name: string) {
  return card(page, title).getByRole('meter', { name });
}
