import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createAccount,
  memberContext,
  openTestPlatform,
  type TestAccount,
  type TestPlatform,
} from '../../testing/platform.ts';
import { insertUsage, usageEvent } from '../../testing/usage-events.ts';
import { readRequest } from './read-request.ts';

let platform: TestPlatform;
let account: TestAccount;
let uuid: string;

beforeAll(async () => {
  platform = await openTestPlatform();
  account = await createAccount(platform);
  const createdAt = new Date(platform.now().getTime() - 200 * 86_400_000);
  const event = usageEvent({ tenantId: account.tenantId, createdAt, status: 400, errorCode: 'invalid', tokens: 0 });
  uuid = event.id;
  await insertUsage(platform.owner, [event]);
});
afterAll(() => platform?.close());

test('a request is found by the id of its answer, however old and however copied', async () => {
  const requestId = `req_${uuid.replaceAll('-', '')}`;
  for (const text of [requestId, uuid, ` ${requestId.toUpperCase().replace('REQ', 'req')} `]) {
    expect(await readRequest(account.context, { requestId: text })).toMatchObject({ requestId, errorCode: 'invalid' });
  }
});

test('a viewer may look', async () => {
  const viewer = memberContext(platform, account, 'viewer');
  expect(await readRequest(viewer, { requestId: uuid })).toMatchObject({ status: 400 });
});

test("another tenant's request reads like one that never was", async () => {
  const other = await createAccount(platform);
  for (const requestId of [uuid, 'req_1', '']) {
    const refusal = readRequest(other.context, { requestId });
    await expect(refusal).rejects.toMatchObject({ code: 'not_found', message: 'No such request.' });
  }
});
