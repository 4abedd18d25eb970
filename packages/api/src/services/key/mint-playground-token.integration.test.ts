import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { hashSecret } from './create-key.ts';
import { findPrincipal } from './find-principal.ts';
import { listKeys } from './list-keys.ts';
import { mintPlaygroundToken, PLAYGROUND_TOKEN_MINUTES } from './mint-playground-token.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';

let platform: TestPlatform;
let account: TestAccount;

beforeAll(async () => {
  platform = await openTestPlatform();
  account = await createAccount(platform);
});
afterAll(() => platform?.close());

const principalOf = (secret: string) => findPrincipal(platform.database, hashSecret(secret));

test('a token speaks for its member alone, for embeddings alone, and ends after a quarter of an hour', async () => {
  const { secret, endsAt } = await mintPlaygroundToken(account.context);
  expect(endsAt.getTime() - platform.now().getTime()).toBe(PLAYGROUND_TOKEN_MINUTES * 60_000);
  expect(await principalOf(secret)).toMatchObject({
    tenantId: account.tenantId,
    userId: account.userId,
    mode: 'live',
    scope: 'infer',
    expiresAt: endsAt.getTime(),
    secretEndsAt: null,
  });
});

test('the token of another tab works to its own end, under the same key; the one before that is gone', async () => {
  const [first, second, third] = [
    await mintPlaygroundToken(account.context),
    await mintPlaygroundToken(account.context),
    await mintPlaygroundToken(account.context),
  ];
  const [before, now] = [await principalOf(second.secret), await principalOf(third.secret)];
  expect(await principalOf(first.secret)).toBeNull();
  expect(before?.keyId).toBe(now?.keyId);
  expect(before?.secretEndsAt).toBe(second.endsAt.getTime());
});

test('two tabs that open at once both get one', async () => {
  const other = await createAccount(platform);
  const both = await Promise.all([mintPlaygroundToken(other.context), mintPlaygroundToken(other.context)]);
  const ids = await Promise.all(both.map(async ({ secret }) => (await principalOf(secret))?.keyId));
  expect(ids[0]).toBeDefined();
  expect(ids[0]).toBe(ids[1]);
});

test("it is not among the tenant's keys and can't be managed as one", async () => {
  const { secret } = await mintPlaygroundToken(account.context);
  const keyId = (await principalOf(secret))?.keyId ?? '';
  expect((await listKeys(account.context)).map(({ id }) => id)).not.toContain(keyId);
  await expect(rotateKey(account.context, { keyId, grace: 'now' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(revokeKey(account.context, { keyId })).rejects.toMatchObject({ code: 'not_found' });
});

test('a viewer gets none', async () => {
  const viewer = { ...account.context, role: 'viewer' as const };
  await expect(mintPlaygroundToken(viewer)).rejects.toMatchObject({ code: 'forbidden' });
});
