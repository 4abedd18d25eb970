import type { Page } from '@playwright/test';
import { check } from './accessibility.ts';
import { makeKey } from './api-calls.ts';
import { openCohereServer } from './cohere-server.ts';
import { openEnterprise } from './enterprise.ts';
import { signInOperator } from './operator-account.ts';
import { call } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

const NAME = 'text-embedding-3-small';
const SECRET = 'co-0123456789abcdef-only';

test('the operator gives a model another name and a price, which tenants see and call; own models are offered everywhere, and the operator sees how they do', async ({
  page: operator,
  browser,
  baseURL,
}, { config }) => {
  test.setTimeout(180_000);
  const apiUrl = String(config.metadata.apiUrl);
  const cohere = await openCohereServer([SECRET]);
  const page = await (await browser.newContext({ baseURL })).newPage();
  await openEnterprise(page);
  const key = await makeKey(page, 'Everything');
  const servedBy = async (model: string) => {
    const answer = await fetch(`${apiUrl}/v1/embeddings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, input: 'sky' }),
    });
    await answer.arrayBuffer();
    return answer.headers.get('x-gridsky-model') ?? answer.status;
  };
  await signInOperator(operator);
  await call(operator, 'provider.setOfPlatform', { provider: 'mistral', secret: 'mistral-0123456789' });
  try {
    await operator.goto('/operator/models');
    const dialog = operator.getByRole('dialog');
    const card = operator
      .locator('section')
      .filter({ has: operator.getByRole('heading', { name: 'Plugsky Embed v1' }) });
    await card.getByRole('button', { name: 'Add name' }).click();
    await operator.getByLabel('Name', { exact: true }).fill('plugsky-embed-large');
    await dialog.getByRole('button', { name: 'Add name' }).click();
    await expect(operator.getByText('Disable it first if another is to serve its requests.')).toBeVisible();
    await check(operator, 'operator add a name');
    await operator.getByLabel('Name', { exact: true }).fill(NAME);
    await dialog.getByRole('button', { name: 'Add name' }).click();
    await expect(card.getByText(NAME, { exact: true })).toBeVisible();
    await expect.poll(() => servedBy(NAME)).toBe('plugsky-embed-v1');

    const mistral = operator
      .locator('section')
      .filter({ has: operator.getByRole('heading', { name: 'Mistral Embed' }) });
    await mistral.getByRole('button', { name: 'Change price' }).click();
    await operator.getByLabel('Dollars a million tokens').fill('0.25');
    await operator.getByRole('button', { name: 'Save price' }).click();
    await expect(mistral.getByText('$0.25 a million tokens')).toBeVisible();

    await addOwnModel(page, 'our-cohere', cohere.url, SECRET);
    await expect.poll(() => servedBy('our-cohere')).toBe('our-cohere');
    await page.goto(`/estimate?model=${NAME}`);
    await expect(page.getByLabel('Model')).toContainText('plugsky-embed-v1');
    await expect(page.getByLabel('Model')).toContainText('our-cohere');
    await page.goto('/playground?model=our-cohere');
    await expect(page.getByLabel('Model')).toContainText('our-cohere');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText(/Nearest/).first()).toBeVisible();
    await page.goto('/quickstart');
    await page.getByLabel('Model').click();
    await expect(page.getByRole('option', { name: /our-cohere/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.goto('/models');
    await expect(page.getByText(NAME, { exact: true })).toBeVisible();
    await expect(page.getByText('$0.25')).toBeVisible();
    await page.getByLabel('Model', { exact: true }).click();
    await page.getByRole('option', { name: /our-cohere/ }).click();
    await expect(page.getByRole('tablist', { name: 'Call our-cohere' })).toBeVisible();
    await check(page, 'models with other names and own');

    cohere.close();
    for (let time = 0; time < 6; time++) await servedBy('our-cohere');
    const table = operator.getByRole('table', { name: 'Endpoints' });
    // Other tests have models of this name, too.
    const own = table.getByRole('row').filter({ hasText: new URL(cohere.url).host });
    await expect(own).toContainText('our-cohere');
    // Some seconds later it is tried again.
    await expect(own).toContainText(/Breaker open|Probing/);
    await expect(own).toContainText('down, or not reached');
    await expect(own).toContainText('Grid Ltd');
    await check(operator, 'operator models');

    await card.getByRole('button', { name: `Remove the name ${NAME}` }).click();
    await operator.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(card.getByText(NAME, { exact: true })).toHaveCount(0);
    await expect.poll(() => servedBy(NAME)).toBe(404);
  } finally {
    await call(operator, 'provider.removeOfPlatform', { provider: 'mistral' });
    cohere.close();
  }
});

/** Added, tested and enabled past the pages. */
async function addOwnModel(page: Page, alias: string, baseUrl: string, secret: string): Promise<void> {
  const given = { alias, provider: 'cohere', baseUrl, providerModel: 'embed-v4.0', secret };
  const { id } = (await call(page, 'privateModel.add', given)) as { id: string };
  await call(page, 'privateModel.test', { id });
  await expect(() => call(page, 'privateModel.setEnabled', { id, enabled: true })).toPass({ timeout: 20_000 });
}
