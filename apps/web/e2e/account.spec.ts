import { mailboxPath, mailedPath } from './mailbox.ts';
import { askForAccount, confirmAccount, password, signIn, signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

test('signing up leads to the quickstart, signed in, with a cookie that scripts cannot read', async ({
  page,
  context,
}) => {
  const email = `ada-${crypto.randomUUID()}@example.com`;
  await page.goto('/sign-up');
  await askForAccount(page, email, 'Engines');
  await confirmAccount(page, email);
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

test('signing up with a known and an unknown address looks the same; the owner is told by mail', async ({ page }) => {
  const email = await signUp(page);
  await page.context().clearCookies();
  const seen: string[] = [];
  for (const address of [email, `nobody-${email}`]) {
    await page.goto('/sign-up');
    await askForAccount(page, address, 'Engines');
    seen.push(((await page.getByRole('main').textContent()) ?? '').replace(address, 'ADDRESS'));
  }
  expect(seen[0]).toBe(seen[1]);
  await page.goto(mailboxPath(email));
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('You have a Gridsky account already');
});

test('a sign-up link works once; a common password is refused in its field', async ({ page }) => {
  const email = `grace-${crypto.randomUUID()}@example.com`;
  await page.goto('/sign-up');
  await askForAccount(page, email, 'Compilers');
  const link = await mailedPath(page, email);
  const opened = await page.goto(link);
  expect(opened?.headers()['referrer-policy']).toBe('no-referrer');
  await page.getByLabel('Password').fill('password2024');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('on the lists of common ones')).toBeVisible();
  await expect(page.getByLabel('Password')).toBeFocused();
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/quickstart');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link can’t be used' })).toBeVisible();
});

test('a forgotten password is set anew by mail; other browsers are signed out', async ({ page, browser, baseURL }) => {
  const email = await signUp(page);
  const other = await browser.newContext({ baseURL });
  const stranger = await other.newPage();
  await stranger.goto('/sign-in');
  await stranger.getByRole('link', { name: 'Forgot password' }).click();
  await stranger.waitForURL('/forgot-password');
  await stranger.getByLabel('E-mail').fill(email);
  await stranger.getByRole('button', { name: 'Mail me a link' }).click();
  await expect(stranger.getByText('is on its way')).toBeVisible();
  const link = await mailedPath(stranger, email);
  await stranger.goto(link);
  await stranger.getByLabel('Password').fill('a new evening sky');
  await stranger.getByRole('button', { name: 'Set password' }).click();
  await expect(stranger.getByText('The new password is set.')).toBeVisible();
  await signIn(stranger, email, 'a new evening sky');
  await expect(stranger).toHaveURL('/overview');
  await page.goto('/overview');
  await expect(page).toHaveURL(/\/sign-in/);
  await stranger.goto(link);
  await expect(stranger.getByRole('heading', { name: 'This link can’t be used' })).toBeVisible();
  await other.close();
});

test('the mailbox opens with its key alone', async ({ page, request }) => {
  const right = mailboxPath('nobody@example.com');
  expect((await request.get(right)).status()).toBe(200);
  for (const wrong of ['/dev/mailbox', '/dev/mailbox?key=', right.replace(/key=../, 'key=xx')]) {
    expect((await request.get(wrong)).status(), wrong).toBe(404);
  }
  await page.goto(right);
  await expect(page.getByText('No letters wait')).toBeVisible();
});
