import { endKeyGrace, revokeKey, rotateKey, updateKey } from '@gridsky/api/services';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { post, startTestPlatform, type TestPlatform, until } from './test-platform.ts';

const V1 = 'plugsky-embed-v1';

let platform: TestPlatform;
let tenant: Awaited<ReturnType<TestPlatform['tenant']>>;

beforeAll(async () => {
  platform = await startTestPlatform();
});
beforeEach(async () => {
  tenant = await platform.tenant('scale');
});
afterAll(() => platform?.stop());

describe('a rotated key', () => {
  it('is served with both secrets during the grace, and they use up one limit together', async () => {
    const { keyId, secret } = tenant;
    await updateKey(context(), { keyId, requestsPerMinuteMax: 4 });
    expect((await ask(secret)).remaining).toBe(3);
    const rotated = await rotateKey(context(), { keyId, grace: '1h' });
    const left = [await ask(rotated.secret), await ask(secret), await ask(rotated.secret)];
    expect(left.map(({ status, remaining }) => ({ status, remaining }))).toEqual([
      { status: 200, remaining: 2 },
      { status: 200, remaining: 1 },
      { status: 200, remaining: 0 },
    ]);
    expect([(await ask(secret)).status, (await ask(rotated.secret)).status]).toEqual([429, 429]);
    const rows = await platform.query('SELECT DISTINCT key_id FROM usage_event WHERE tenant_id = $1', [tenant.id]);
    expect(rows).toEqual([{ key_id: keyId }]);
  });

  it('is refused with its old secret from the instant the grace ends, though nothing changes then', async () => {
    const { keyId, secret } = tenant;
    const rotated = await rotateKey(context(), { keyId, grace: '1h' });
    const endsAt = new Date(Date.now() + 1_500);
    await platform.query('UPDATE api_key SET previous_ends_at = $2 WHERE id = $1', [keyId, endsAt]);
    expect((await ask(secret)).status).toBe(200);
    await until(async () => {
      const startedAt = Date.now();
      const { status, message } = await ask(secret);
      if (status === 200) expect(startedAt).toBeLessThan(endsAt.getTime());
      else expect(message).toContain('was replaced by a rotation and has ended');
      return status === 401;
    }, 10_000);
    expect((await ask(rotated.secret)).status).toBe(200);
  });

  it.each(['no grace', 'its grace cut short'])(
    'is refused with its old secret within one second after %s',
    async (how) => {
      const { keyId, secret } = tenant;
      expect((await ask(secret)).status).toBe(200);
      const rotated = await rotateKey(context(), { keyId, grace: how === 'no grace' ? 'now' : '24h' });
      if (how !== 'no grace') {
        expect((await ask(secret)).status).toBe(200);
        await endKeyGrace(context(), { keyId });
      }
      await until(async () => (await ask(secret)).status === 401, 1_000);
      expect((await ask(rotated.secret)).status).toBe(200);
    },
  );

  it('is refused with both secrets within one second after it was revoked', async () => {
    const { keyId, secret } = tenant;
    const rotated = await rotateKey(context(), { keyId, grace: '24h' });
    expect([(await ask(secret)).status, (await ask(rotated.secret)).status]).toEqual([200, 200]);
    await revokeKey(context(), { keyId });
    for (const each of [secret, rotated.secret]) {
      await until(async () => (await ask(each)).status === 401, 1_000);
      expect((await ask(each)).message).toContain('is revoked');
    }
  });
});

describe('a change of a key is felt within one second', () => {
  it('scope', async () => {
    expect((await ask(tenant.secret)).status).toBe(200);
    await updateKey(context(), { keyId: tenant.keyId, scope: 'read' });
    await until(async () => (await ask(tenant.secret)).status === 403, 1_000);
    expect((await ask(tenant.secret)).message).toContain('Use a key with scope "infer" or "admin"');
  });

  it('allowed models: another one is refused like one that does not exist, and is not listed', async () => {
    const large = 'plugsky-embed-large';
    expect((await ask(tenant.secret, large)).status).toBe(200);
    await updateKey(context(), { keyId: tenant.keyId, allowedModels: [V1] });
    await until(async () => (await ask(tenant.secret, large)).status === 404, 1_000);
    expect((await ask(tenant.secret)).status).toBe(200);
    const models = await fetch(`${platform.url}/v1/models`, { headers: { authorization: `Bearer ${tenant.secret}` } });
    expect(((await models.json()) as { data: { id: string }[] }).data.map(({ id }) => id)).toEqual([V1]);
  });

  it('allowed addresses, of which IPv4 is known also when it comes inside IPv6', async () => {
    const { keyId, secret } = tenant;
    await updateKey(context(), { keyId, allowedCidrs: ['203.0.113.0/24', '2001:db8::/32'] });
    await until(async () => (await ask(secret)).status === 401, 1_000);
    expect((await ask(secret)).message).toContain('may not be used from 127.0.0.1');
    await updateKey(context(), { keyId, allowedCidrs: ['127.0.0.0/8'] });
    await until(async () => (await ask(secret)).status === 200, 1_000);
  });

  it('expiry', async () => {
    const { keyId, secret } = tenant;
    expect((await ask(secret)).status).toBe(200);
    await updateKey(context(), { keyId, expiresAt: new Date(Date.now() + 500) });
    await until(async () => (await ask(secret)).status === 401, 3_000);
    expect((await ask(secret)).message).toContain('is expired');
    await updateKey(context(), { keyId, expiresAt: null });
    await until(async () => (await ask(secret)).status === 200, 1_000);
  });

  it('own limits', async () => {
    const { keyId, secret } = tenant;
    await updateKey(context(), { keyId, tokensPerMinuteMax: 3 });
    await until(async () => (await ask(secret)).status === 429, 1_000);
    expect((await ask(secret)).message).toContain('tokens per minute of this key: limit 3');
    await updateKey(context(), { keyId, tokensPerMinuteMax: null });
    await until(async () => (await ask(secret)).status === 200, 1_000);
  });
});

function context() {
  return { ...platform.context, tenantId: tenant.id, role: 'owner' as const };
}

async function ask(secret: string, model = V1) {
  const answer = await post(`${platform.url}/v1/embeddings`, secret, { model, input: 'a few words to count' });
  const body = (await answer.json()) as { error?: { message: string } };
  const remaining = Number(answer.headers.get('x-ratelimit-remaining-requests'));
  return { status: answer.status, message: body.error?.message ?? '', remaining };
}
