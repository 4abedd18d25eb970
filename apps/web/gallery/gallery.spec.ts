import { expect, test } from '@playwright/test';
import { embed, makeKey } from '../e2e/api-calls.ts';
import { signUp } from '../e2e/sign-up.ts';
import { savePicture } from './save-picture.ts';

test.use({ viewport: { width: 1280, height: 800 }, colorScheme: 'light', reducedMotion: 'reduce' });

const sentences = [
  'My card was charged twice',
  'Se me cobró dos veces',
  'How do I reset my password?',
  'パスワードを忘れました',
  'The parcel has not arrived',
  'Das Paket ist nicht angekommen',
  'Cancel my subscription',
  'Je veux résilier mon abonnement',
];

test('pictures of a tenant in use', async ({ page }, { config }) => {
  const { apiUrl } = config.metadata;
  await signUp(page, 'Analytical Engines');
  const keys = [await makeKey(page, 'Production search'), await makeKey(page, 'Nightly import')];
  for (const [place, secret] of keys.entries()) {
    for (let sent = 0; sent < 24; sent++) {
      const texts = sentences.slice(sent % 5, 1 + (sent % 5) + (place === 0 ? 1 : 3));
      await embed(apiUrl, secret, texts, sent % 4 === 3 ? 'plugsky-embed-large' : 'plugsky-embed-v1');
    }
  }
  await embed(apiUrl, keys[1] ?? '', ['dog'], 'plugsky-embed-v2');

  await page.goto('/');
  await savePicture(page, 'landing');
  await page.goto('/overview');
  await expect(page.getByRole('row').filter({ hasText: 'plugsky' }).first()).toBeVisible();
  await savePicture(page, 'overview');
  await page.goto('/keys');
  await expect(page.getByRole('row').filter({ hasText: 'Nightly import' })).toBeVisible();
  await savePicture(page, 'keys');
  await page.goto('/usage?range=24h&group=key');
  await expect(page.getByRole('img', { name: /^Tokens by hour/ })).toBeVisible();
  await savePicture(page, 'usage');
  await page.goto('/limits');
  await expect(page.getByRole('meter').first()).toBeVisible();
  await savePicture(page, 'limits');
  await page.goto('/playground');
  await page.getByRole('tabpanel').getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('Nearest:');
  await savePicture(page, 'playground');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/playground?tool=map');
  await page.getByRole('tabpanel').getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('img', { name: /A map of/ })).toBeVisible();
  await savePicture(page, 'playground-map-dark');
  await page.goto('/docs');
  await savePicture(page, 'docs-dark');
});
