import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

const run = promisify(execFile);

test('a stranger gets a vector without leaving the page, and the steps tick themselves', async ({ page, context }) => {
  await signUp(page);
  await page.goto('/quickstart');
  const steps = page.getByRole('main').getByRole('listitem');
  await expect(steps.getByLabel('Done')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();

  await page.getByRole('button', { name: 'Make a key' }).click();
  await expect(steps.first().getByLabel('Done')).toBeVisible();
  await expect(steps.getByLabel('Done')).toHaveCount(1);
  const curl = page.getByRole('region', { name: 'The call: curl' });
  const secret = /sk-live-[0-9A-Za-z]{49}/.exec((await curl.textContent()) ?? '')?.[0] ?? 'none';

  // The line as a stranger pastes it, run by a real shell; the page notices by itself.
  const { stdout } = await run('bash', ['-c', (await curl.textContent()) ?? '']);
  expect(JSON.parse(stdout).data[0].embedding).toHaveLength(1536);
  await expect(steps.getByLabel('Done')).toHaveCount(3);
  await expect(steps.last()).toContainText('9 tokens in 1 request');

  const answer = page.getByRole('status', { name: 'Answer' });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(answer).toContainText('1,536');
  await expect(answer).toContainText('1,528 more');
  await expect(answer.getByRole('img', { name: /1536 numbers/ })).toBeVisible();
  await expect(steps.last()).toContainText('18 tokens in 2 requests');

  // The API's refusals are shown in its own words, with the id to ask about.
  await page.getByLabel('Text', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(answer).toContainText('`input` is an empty string. Send some text.');
  await expect(answer).toContainText(/req_[0-9a-f]{32}/);

  // The secret was in the page's memory and nowhere else.
  const kept = await page.evaluate(() =>
    [location.href, JSON.stringify({ ...localStorage, ...sessionStorage })].join(),
  );
  expect(kept).not.toContain(secret.slice(8));
  expect(JSON.stringify(await context.cookies())).not.toContain(secret.slice(8));
  await page.reload();
  await expect(curl).toContainText('YOUR_API_KEY');
  expect(await page.content()).not.toContain(secret);

  // A stored key can be pasted back; a damaged one is recognised before it is sent.
  await page.getByLabel('Or paste a key').fill(`${secret.slice(0, -1)}!`);
  await page.getByLabel('Or paste a key').blur();
  await expect(page.getByText('A character is missing or wrong.')).toBeVisible();
  await page.getByLabel('Or paste a key').fill(secret);
  await expect(curl).toContainText(secret);
});
