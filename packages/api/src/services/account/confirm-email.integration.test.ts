import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailedToken, openTestPlatform, PASSWORD, type TestPlatform } from '../../testing/platform.ts';
import { createUser } from '../operator/change-user.ts';
import { confirmEmail, requestEmailConfirmation } from './confirm-email.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

test("the operator's new user is unconfirmed until the mailed link is opened; it works once", async () => {
  const userId = await operatorsUser('ada@example.com');
  expect(await confirmedAt(userId)).toBeNull();
  await requestEmailConfirmation(platform.system, { userId });
  const token = await mailedToken(platform, 'ada@example.com');
  await confirmEmail(platform.system, { token });
  expect(await confirmedAt(userId)).toEqual(platform.now());
  await expect(confirmEmail(platform.system, { token })).rejects.toMatchObject({ code: 'not_found' });
  await expect(requestEmailConfirmation(platform.system, { userId })).rejects.toMatchObject({ code: 'conflict' });
});

test('a link to an address that is no longer the user’s proves nothing about the new one', async () => {
  const userId = await operatorsUser('old@example.com');
  await requestEmailConfirmation(platform.system, { userId });
  const token = await mailedToken(platform, 'old@example.com');
  await platform.database.system.user.update({ where: { id: userId }, data: { email: 'new@example.com' } });
  await expect(confirmEmail(platform.system, { token })).rejects.toMatchObject({ code: 'not_found' });
  expect(await confirmedAt(userId)).toBeNull();
});

async function operatorsUser(email: string): Promise<string> {
  return (await createUser(platform.system, { email, password: PASSWORD, role: 'member' })).id;
}

async function confirmedAt(userId: string): Promise<Date | null> {
  return (await platform.database.system.user.findUniqueOrThrow({ where: { id: userId } })).emailVerifiedAt;
}
