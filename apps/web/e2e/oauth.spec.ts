import { decide, newPerson } from './consent.ts';
import { mailboxPath } from './mailbox.ts';
import { password, signIn, signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

for (const service of ['GitHub', 'Google'] as const) {
  test(`${service} makes an account for a confirmed address and signs in to it again`, async ({ page, context }) => {
    const person = newPerson();
    await page.goto('/sign-up');
    await decide(page, service, person);
    await page.waitForURL('**/quickstart');
    await page.goto('/settings');
    await expect(page.getByText(person.email)).toBeVisible();
    await expect(page.getByText('have no password here')).toBeVisible();
    // The only way in has no way out.
    await expect(page.getByText('Your only way in')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Disconnect/ })).toHaveCount(0);
    await context.clearCookies();
    await page.goto('/sign-in?next=/usage');
    await decide(page, service, { ...person, email: `moved-${person.email}` });
    await page.waitForURL('**/usage');
    await page.goto('/settings');
    await expect(page.getByText(person.email, { exact: true })).toBeVisible();
  });

  test(`${service} connects an account with the same proven address, tells its owner, and never by an unproven one`, async ({
    page,
    context,
  }) => {
    const email = await signUp(page);
    await context.clearCookies();
    await page.goto('/sign-in');
    await decide(page, service, { ...newPerson(), email, verified: 'no' });
    await expect(page.getByText('That service has not confirmed your address.')).toBeVisible();
    await decide(page, service, { ...newPerson(), email });
    await page.waitForURL('**/overview');
    await page.goto('/settings');
    await expect(page.getByText(email, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: `Disconnect ${service}` }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
    await expect(page.getByText('Connected services')).toHaveCount(0);
    await page.goto(mailboxPath(email));
    await expect(page.getByText(`${service} signs in to your Gridsky account now`)).toBeVisible();
    // The password works as before.
    await context.clearCookies();
    await page.goto('/sign-in');
    await signIn(page, email, password);
    await expect(page).toHaveURL('/overview');
  });

  test(`${service}: a refusal there, a made-up answer and another site as the way back lead in nowhere`, async ({
    page,
    baseURL,
  }) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: `Continue with ${service}` }).click();
    await page.getByRole('button', { name: 'Deny' }).click();
    await expect(page.getByText('Signing in there did not work. Try again.')).toBeVisible();
    // A code that somebody else was given: this browser holds no state for it.
    await page.goto(`/api/auth/callback/${service.toLowerCase()}?code=stolen&state=made-up`);
    await expect(page.getByText('Signing in there did not work. Try again.')).toBeVisible();
    await page.goto('/overview');
    await expect(page).toHaveURL(/\/sign-in/);

    await page.goto('/sign-in?next=https://evil.example/');
    await decide(page, service, newPerson());
    await expect(page).toHaveURL(`${baseURL}/overview`);
  });
}

test('every sign-in has a session of its own, whatever cookie was there before', async ({ page, context }) => {
  const person = newPerson();
  const cookies: (string | undefined)[] = [];
  for (let times = 0; times < 2; times++) {
    await page.goto('/sign-in');
    await decide(page, 'GitHub', person);
    await page.waitForURL('**/overview');
    cookies.push((await context.cookies()).find(({ name }) => name.endsWith('session-token'))?.value);
    if (times === 0) await context.clearCookies();
  }
  expect(cookies[0]).toBeTruthy();
  expect(cookies[1]).toBeTruthy();
  expect(cookies[1]).not.toBe(cookies[0]);
  await page.goto('/settings');
  await expect(page.getByRole('button', { name: /^End the session/ })).toHaveCount(1);
});
