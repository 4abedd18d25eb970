import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import OpenAI from 'openai';
import { askForAccount, confirmAccount } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test('sign up, make a key, call with the OpenAI SDK, find the tokens, revoke: the whole story', async ({ page }, {
  config,
}) => {
  const { apiUrl } = config.metadata as { apiUrl: string };
  const problems = watch(page);

  await page.goto('/');
  await page.getByRole('link', { name: 'Create account' }).first().click();
  const email = `ada-${randomUUID()}@example.com`;
  await askForAccount(page, email, 'Analytical Engines');
  await confirmAccount(page, email);

  // Quickstart: a key in place, and a real call from the browser.
  await expect(page.getByRole('heading', { name: 'Quickstart', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const answer = page.getByRole('status', { name: 'Answer' });
  await expect(answer).toContainText('1,536');
  await expect(answer).toContainText(/req_[0-9a-f]{32}/);

  // Keys: a second one, whose secret is shown once.
  await page.getByRole('link', { name: 'Keys' }).first().click();
  await page.getByRole('button', { name: 'Create key' }).first().click();
  await page.getByLabel('Name').fill('Story');
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  const secret = (await page.getByTestId('new-key').textContent()) ?? '';
  expect(secret).toMatch(/^sk-live-[0-9A-Za-z]{49}$/);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('new-key')).toBeVisible();
  await page.getByRole('button', { name: 'I have stored it' }).click();
  expect(await page.content()).not.toContain(secret);

  // The real SDK with its defaults, both models.
  const client = new OpenAI({ apiKey: secret, baseURL: `${apiUrl}/v1`, maxRetries: 0 });
  let tokens = 0;
  for (const [model, dimensions] of [
    ['plugsky-embed-v1', 1536],
    ['plugsky-embed-large', 3072],
  ] as const) {
    const { data, usage } = await client.embeddings.create({ model, input: ['dog', 'perro', '犬', 'كلب', 'invoice'] });
    const [dog = [], perro = [], inu = [], kalb = [], invoice = []] = data.map(({ embedding }) => embedding);
    expect(dog).toHaveLength(dimensions);
    expect(dot(dog, dog)).toBeCloseTo(1, 5);
    for (const same of [perro, inu, kalb]) expect(dot(dog, same)).toBeGreaterThan(dot(dog, invoice));
    tokens += usage.total_tokens;
  }

  // Usage by key: the story's key has just those tokens.
  await page.getByRole('link', { name: 'Usage' }).first().click();
  await page.goto('/usage?group=key');
  const row = page.getByRole('row').filter({ hasText: 'Story' });
  await expect(row.getByRole('cell', { name: String(tokens), exact: true })).toBeVisible();
  await expect(row.getByRole('cell', { name: '2', exact: true })).toBeVisible();

  // Revoked in the dashboard, refused by the API within a second.
  await page.getByRole('link', { name: 'Keys' }).first().click();
  await page.getByRole('button', { name: 'Actions for Story' }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await page.getByLabel(/Type Story to confirm/).fill('Story');
  const revoked = page.waitForResponse((response) => response.url().includes('key.revoke') && response.ok());
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await revoked;
  const since = Date.now();
  await expect(async () => {
    await expect(client.embeddings.create({ model: 'plugsky-embed-v1', input: 'x' })).rejects.toBeInstanceOf(
      OpenAI.AuthenticationError,
    );
  }).toPass({ timeout: 1_000 });
  expect(Date.now() - since).toBeLessThan(1_500);

  expect(problems).toEqual([]);
});

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? Number.NaN), 0);
}

/** Errors that a reader of the console would see; the story must leave none. */
function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return problems;
}
