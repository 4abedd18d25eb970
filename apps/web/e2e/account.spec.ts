import { expect, type Page, test } from '@playwright/test';

const password = 'correct horse battery';

test('signing up leads to the quickstart, signed in, with a cookie that scripts cannot read', async ({
  page,
  context,
}) => {
  await signUp(page);
  await expect(page).toHaveURL('/quickstart');
  const session = (await context.cookies()).find((cookie) => cookie.name.endsWith('session-token'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
});

test('a page of the dashboard sends a stranger to sign in, and back to itself afterwards', async ({
  page,
  context,
}) => {
  const email = await signUp(page);
  await context.clearCookies();
  await page.goto('/overview?from=mail');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, email, password);
  await expect(page).toHaveURL('/overview?from=mail');
});

test('a cookie taken before signing out is worth nothing afterwards', async ({ page, context, request }) => {
  await signUp(page);
  await page.goto('/overview');
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/');
  const replay = await request.get('/overview', { headers: { cookie }, maxRedirects: 0 });
  expect(replay.status()).toBe(307);
  expect(replay.headers().location).toContain('/sign-in');
});

test('a change that another site sends is refused, cookie or not', async ({ page, context, request, baseURL }) => {
  await signUp(page);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const rename = (origin: string) =>
    request.post('/api/trpc/tenant.rename', { headers: { cookie, origin }, data: { json: { name: 'Renamed' } } });
  expect((await rename('https://evil.example')).status()).toBe(403);
  expect((await rename(baseURL ?? '')).status()).toBe(200);
});

test('sign-in never leads to another site', async ({ page, context, baseURL }) => {
  const email = await signUp(page);
  await context.clearCookies();
  await page.goto('/sign-in?next=//evil.example/');
  await signIn(page, email, password);
  await expect(page).toHaveURL(`${baseURL}/overview`);
});

test('a wrong password and an unknown address read alike', async ({ page, context }) => {
  const email = await signUp(page);
  await context.clearCookies();
  const sentences: (string | null)[] = [];
  for (const [address, secret] of [
    [email, 'not the password'],
    [`nobody-${email}`, password],
  ] as const) {
    await page.goto('/sign-in');
    await signIn(page, address, secret);
    sentences.push(await page.getByText('do not match').textContent());
  }
  expect(sentences[0]).toBe(sentences[1]);
});

test('the address of the dashboard is the configured one, whatever host a request claims', async ({
  request,
  baseURL,
}) => {
  const answer = await request.get('/api/auth/providers', { headers: { 'x-forwarded-host': 'evil.example' } });
  const { credentials } = await answer.json();
  expect(credentials.callbackUrl.startsWith(`${baseURL}/`)).toBe(true);
});

async function signUp(page: Page): Promise<string> {
  const email = `ada-${crypto.randomUUID()}@example.com`;
  await page.goto('/sign-up');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('Team or project').fill('Analytical engines');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/quickstart');
  return email;
}

async function signIn(page: Page, email: string, secret: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
