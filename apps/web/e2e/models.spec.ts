import type { Page } from '@playwright/test';
import OpenAI from 'openai';
import { check } from './accessibility.ts';
import { makeKey } from './api-calls.ts';
import { type CohereServer, openCohereServer } from './cohere-server.ts';
import { openEnterprise } from './enterprise.ts';
import { signInOperator } from './operator-account.ts';
import { call, signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

const FIRST_KEY = 'co-0123456789abcdef-first';
const SECOND_KEY = 'co-0123456789abcdef-next';

let cohere: CohereServer;
test.beforeAll(async () => {
  cohere = await openCohereServer([FIRST_KEY, SECOND_KEY]);
});
test.afterAll(() => cohere.close());

test('Cohere is added with a wrong key, mended, tested, enabled, called, seen in usage, rotated, disabled and removed', async ({
  page,
}, { config }) => {
  test.setTimeout(180_000);
  const apiUrl = String(config.metadata.apiUrl);
  await openEnterprise(page);
  await page.goto('/models');
  await expect(page.getByText('No model of your own yet')).toBeVisible();
  await check(page, '/models without own models');

  await page.getByRole('button', { name: 'Add model' }).click();
  await page.getByRole('button', { name: 'Add and test' }).click();
  await expect(page.getByText('Use lower-case letters, digits')).toBeVisible();
  await page.getByLabel('Alias').fill('our-cohere');
  await page.getByLabel('Provider’s name of the model').fill('embed-v4.0');
  await page.getByLabel('Address').fill('https://10.0.0.1');
  await page.getByRole('textbox', { name: 'Secret' }).fill('co-0123456789abcdef-wrong');
  await page.getByText('Input type, prefixes, limits, price, fallback').click();
  await page.getByLabel('Dollars a million tokens').fill('0.12');
  await page.getByRole('button', { name: 'Add and test' }).click();
  await expect(page.getByText('This address lies in a private network')).toBeVisible();
  await check(page, 'add own model');
  await page.getByLabel('Address').fill(cohere.url);
  await page.getByRole('button', { name: 'Add and test' }).click();

  const row = page.locator('tbody').filter({ hasText: 'our-cohere' });
  await expect(row.getByRole('alert')).toContainText('refused its key. Replace the key.');
  await expect(row).toContainText('Test failed');
  await expect(row).toContainText('••••rong');
  await check(page, '/models with a failed test');

  await choose(page, 'Edit');
  await page.getByLabel('Address').fill('https://api.cohere.com');
  await expect(page.getByText('Saving wipes the secret ••••rong')).toBeVisible();
  await page.getByLabel('Address').fill(cohere.url);
  await page.getByRole('textbox', { name: 'Secret' }).fill(FIRST_KEY);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('1536');
  await expect(row).toContainText('norm 1.000 · 6 tokens');
  await expect(row).toContainText(/\d ms/);
  await expect(row).toContainText('Tested, not enabled');
  await row.getByRole('button', { name: 'Enable' }).click();
  await expect(row.getByText('Enabled', { exact: true })).toBeVisible();

  const openai = new OpenAI({ baseURL: `${apiUrl}/v1`, apiKey: await makeKey(page, 'Crawler'), maxRetries: 0 });
  const own = new OpenAI({ baseURL: `${apiUrl}/v1/private/our-cohere`, apiKey: openai.apiKey, maxRetries: 0 });
  const embed = (client = openai) =>
    client.embeddings.create({ model: 'our-cohere', input: ['one', 'two'] }).then(
      ({ data, usage }) => ({ widths: data.map(({ embedding }) => embedding.length), tokens: usage.prompt_tokens }),
      ({ status, code }) => ({ status, code }),
    );
  const served = { widths: [1_536, 1_536], tokens: 6 };
  await expect.poll(() => embed()).toEqual(served);
  expect(await embed(own)).toEqual(served);
  expect(cohere.used.at(-1)).toBe(FIRST_KEY);

  await choose(page, 'Copy as code');
  await expect(page.getByRole('dialog')).toContainText(`${apiUrl}/v1/private/our-cohere/embeddings`);
  await check(page, 'own model as code');
  await page.keyboard.press('Escape');
  await expect(row).toContainText('p50 / p95 · 0 % of 2 failed', { timeout: 20_000 });
  await check(page, '/models with an own model');

  await choose(page, 'Edit');
  await page.getByRole('textbox', { name: 'Secret' }).fill(SECOND_KEY);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('••••next');
  await expect.poll(async () => [await embed(), cohere.used.at(-1)]).toEqual([served, SECOND_KEY]);

  await page.goto('/keys');
  await page.getByRole('button', { name: 'Actions for Crawler' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByText('Models, limits and addresses').click();
  await page.getByRole('checkbox', { name: 'our-cohere' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goto('/usage');
  await expect(page.getByRole('row').filter({ hasText: 'our-cohere' }).first()).toBeVisible();

  await page.goto('/models');
  await page.waitForLoadState('networkidle');
  // Of an Enterprise tenant; e2e/routes.spec.ts sees the page of a trial.
  expect(await page.evaluate(scriptBytes)).toBeLessThan(200_000);
  await choose(page, 'Disable');
  await expect(row).toContainText('Disabled');
  await expect.poll(() => embed()).toEqual({ status: 404, code: 'model_not_found' });
  await choose(page, 'Remove');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('That is not the alias of this model.')).toBeVisible();
  await page.getByLabel('Type our-cohere to confirm').fill('our-cohere');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('No model of your own yet')).toBeVisible();

  await page.getByRole('button', { name: 'Set the key of Cohere' }).click();
  await page.getByLabel('Key', { exact: true }).fill(FIRST_KEY);
  await page.getByLabel('Address').fill(cohere.url);
  await check(page, 'provider key');
  await page.getByRole('button', { name: 'Set key' }).click();
  await expect(page.getByText('Key ••••irst')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Cohere Embed 4' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove the key of Cohere' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Cohere Embed 4' })).toHaveCount(0);
});

test('a plan without own models says so with the way to one, and the operator sets keys for everybody', async ({
  page,
}) => {
  await signUp(page);
  await page.goto('/models');
  await expect(page.getByText('The Trial plan has none')).toBeVisible();
  await expect(page.getByRole('link', { name: 'See plans' })).toHaveAttribute('href', '/billing');
  await signInOperator(page);
  await page.goto('/operator/models');
  await page.getByRole('button', { name: 'Set the key of Voyage AI' }).click();
  await page.getByLabel('Key', { exact: true }).fill('pa-0123456789abcdef');
  await page.getByRole('button', { name: 'Set key' }).click();
  await expect(page.getByText('Key ••••cdef')).toBeVisible();
  await call(page, 'provider.removeOfPlatform', { provider: 'voyage' });
});

function scriptBytes(): number {
  return (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions for our-cohere' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}
