import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, mailedToken, openTestPlatform, PASSWORD, type TestPlatform } from '../testing/platform.ts';
import { readAllRows } from '../testing/rows.ts';
import { addSecondFactor } from '../testing/second-factor.ts';
import { requestPasswordReset } from './account/request-password-reset.ts';
import { requestSignUp } from './account/request-sign-up.ts';
import { createSignInThrottle } from './account/sign-in-throttle.ts';
import { verifyPassword } from './account/verify-password.ts';
import { createKey, createKeyInput } from './key/create-key.ts';
import { revokeKey } from './key/revoke-key.ts';
import { rotateKey } from './key/rotate-key.ts';
import { updateKey } from './key/update-key.ts';
import { setPassword } from './operator/change-user.ts';
import { claimAdmin } from './operator/claim-admin.ts';
import { createAdminLink } from './operator/create-admin-link.ts';

let platform: TestPlatform;
const secrets: Record<string, string> = { password: PASSWORD, newPassword: 'another password' };

// Every service that is given a secret or makes one, and the whole database afterwards.
beforeAll(async () => {
  platform = await openTestPlatform();
  const { context, email } = await createAccount(platform);
  const live = await createKey(context, createKeyInput.parse({ name: 'Live' }));
  const trial = await createKey(context, createKeyInput.parse({ name: 'Test', mode: 'test' }));
  await updateKey(context, { keyId: live.key.id, name: 'Renamed' });
  const rotated = await rotateKey(context, { keyId: live.key.id, grace: '1h' });
  await revokeKey(context, { keyId: trial.key.id });
  await verifyPassword(platform.system, createSignInThrottle(), { email, password: PASSWORD });
  await setPassword(platform.system, { email, password: 'another password' });
  const [used, open] = [await createAdminLink(platform.system), await createAdminLink(platform.system)];
  await claimAdmin(platform.system, { token: open?.token ?? '', email: 'admin@example.com', password: PASSWORD });
  await requestSignUp(platform.system, { email: 'new@example.com', tenantName: 'New' });
  secrets.signUpLink = await mailedToken(platform, 'new@example.com');
  await requestPasswordReset(platform.system, { email });
  secrets.resetLink = await mailedToken(platform, email);
  const { userId } = await createAccount(platform);
  const { secret, recoveryCodes } = await addSecondFactor(platform, userId);
  Object.assign(secrets, { authenticator: secret, recoveryCode: recoveryCodes[0] });
  Object.assign(secrets, {
    live: live.secret,
    rotated: rotated.secret,
    test: trial.secret,
    link: open?.token,
    replacedLink: used?.token,
  });
});
afterAll(() => platform?.close());

test('no column of any table holds a key, a password or a link, in clear, hex or base64', async () => {
  const rows = [...(await readAllRows(platform)).keys()];
  expect(rows.length).toBeGreaterThan(20);
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(10);
    const bare = secret.replace(/^sk-(live|test)-/, '');
    const forms = [
      bare,
      ...(['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(secret).toString(form)),
    ];
    for (const form of forms)
      expect(
        rows.filter((row) => row.includes(form)),
        name,
      ).toEqual([]);
  }
});

test('what is kept of a key to show again gives away 7 of its 49 characters', async () => {
  const rows = await platform.database.system.apiKey.findMany({ select: { display: true } });
  for (const { display } of rows) expect(display).toMatch(/^sk-(live|test)-[0-9A-Za-z]{3}…[0-9A-Za-z]{4}$/);
});
