import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { hashSecret } from './create-key.ts';
import { findPrincipal } from './find-principal.ts';
import { listKeys } from './list-keys.ts';
import { mintUploadToken, UPLOAD_TOKEN_MINUTES } from './mint-upload-token.ts';

let platform: TestPlatform;
let account: TestAccount;
beforeAll(async () => {
  platform = await openTestPlatform();
  account = await createAccount(platform);
});
afterAll(() => platform?.close());

const principalOf = (secret: string) => findPrincipal(platform.database, hashSecret(secret));

test('a token is for uploads alone, ends by itself, and is none of the tenant’s keys', async () => {
  const { secret, endsAt } = await mintUploadToken(account.context);
  expect(endsAt.getTime() - platform.now().getTime()).toBe(UPLOAD_TOKEN_MINUTES * 60_000);
  expect(await principalOf(secret)).toMatchObject({
    tenantId: account.tenantId,
    userId: account.userId,
    scope: 'upload',
    expiresAt: endsAt.getTime(),
  });
  expect(await listKeys(account.context)).toEqual([]);
});

test('two tabs that upload at once share one record, and neither ends the other', async () => {
  const [one, two] = await Promise.all([mintUploadToken(account.context), mintUploadToken(account.context)]);
  const principals = await Promise.all([principalOf(one.secret), principalOf(two.secret)]);
  expect(principals[0]?.keyId).toBe(principals[1]?.keyId);
  for (const principal of principals)
    expect(principal?.secretEndsAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(platform.now().getTime());
});

test('members and viewers, who may not change models, get none', async () => {
  for (const role of ['member', 'viewer'] as const) {
    await expect(mintUploadToken({ ...account.context, role })).rejects.toMatchObject({ code: 'forbidden' });
  }
});
