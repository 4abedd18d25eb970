import { addPrivateModelInput, NO_MONEY } from '@gridsky/api/domain';
import {
  addPrivateModel,
  rotateSecrets,
  setPrivateModelEnabled,
  setProvider,
  setTenantProvider,
  updatePrivateModel,
} from '@gridsky/api/services';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startProvider } from '../src/providers/testing/provider-server.ts';
import { startWireServer, vectorOfText } from '../src/providers/testing/wire-server.ts';
import { startRemotePlatform } from './remote-platform.ts';
import { post, until } from './test-platform.ts';

const WIDTH = 64;
const SECRET = 'co-canary-secret-0123456789';
const TENANT_SECRET = 'sk-tenant-0123456789';
const PLATFORM_SECRET = 'sk-platform-0123456789';

let platform: Awaited<ReturnType<typeof startRemotePlatform>>;

beforeAll(async () => {
  platform = await startRemotePlatform();
}, 120_000);
afterAll(() => platform.stop());

describe('a tenant with a Cohere of its own', () => {
  test('adds it, tests it, enables it and calls it with an SDK: in order, split, metered as Cohere counts', async () => {
    const cohere = await startCohere();
    const tenant = await platform.tenant('enterprise', { creditNano: NO_MONEY });
    const id = await platform.model(tenant.id, cohereModel(cohere.url));
    expect(await platform.find(tenant.id, id)).toMatchObject({ dimensions: WIDTH, enabled: true, secretLast4: '6789' });
    const client = new OpenAI({ apiKey: tenant.secret, baseURL: `${platform.url}/v1`, maxRetries: 0 });
    const input = Array.from({ length: 200 }, (_, index) => `text ${index}`);
    cohere.received.length = 0;
    const answer = await client.embeddings.create({ model: 'my-cohere', input });
    expect(answer.data.map(({ embedding }) => embedding)).toEqual(input.map((text) => unit(text)));
    expect(answer).toMatchObject({ model: 'my-cohere', usage: { prompt_tokens: 600, total_tokens: 600 } });
    expect(cohere.received.map(({ body }) => (body as { texts: string[] }).texts.length)).toEqual([96, 96, 8]);
    expect(cohere.received[0]).toMatchObject({
      path: '/v2/embed',
      headers: { authorization: `Bearer ${SECRET}` },
      body: { model: 'embed-v4.0', input_type: 'search_document' },
    });
    const [row] = await platform.query(
      'SELECT model, tokens, provider_tokens, status FROM usage_event WHERE tenant_id = $1',
      [tenant.id],
    );
    expect(row).toEqual({ model: 'my-cohere', tokens: 600, provider_tokens: 600, status: 200 });
  });

  test('is served under its private address and in ScaiGrid’s dialect, is listed with its health, and to nobody else', async () => {
    const cohere = await startCohere();
    const tenant = await platform.tenant('enterprise', { creditNano: NO_MONEY });
    const other = await platform.tenant('enterprise', { creditNano: NO_MONEY });
    await platform.model(tenant.id, cohereModel(cohere.url));
    const own = await post(`${platform.url}/v1/private/my-cohere/embeddings`, tenant.secret, {
      input: 'a',
      input_type: 'query',
    });
    expect(own.status).toBe(200);
    expect(cohere.received.at(-1)?.body).toMatchObject({ input_type: 'search_query' });
    const grid = await post(`${platform.url}/v1/inference/embed`, tenant.secret, { model: 'my-cohere', input: ['a'] });
    expect(grid.status).toBe(200);
    const listed = await fetch(`${platform.url}/v1/models?modality=embedding`, {
      headers: { authorization: `Bearer ${tenant.secret}` },
    });
    const { data } = (await listed.json()) as { data: { items: object[] } };
    expect(data.items).toContainEqual(
      expect.objectContaining({ slug: 'my-cohere', health_status: 'healthy', dimensions: WIDTH }),
    );
    const foreign = await post(`${platform.url}/v1/embeddings`, other.secret, { model: 'my-cohere', input: 'a' });
    const random = await post(`${platform.url}/v1/embeddings`, other.secret, { model: 'nonesuch', input: 'a' });
    expect([foreign.status, random.status]).toEqual([404, 404]);
    expect((await foreign.text()).replaceAll('my-cohere', 'x')).toBe((await random.text()).replaceAll('nonesuch', 'x'));
    const platforms = await post(`${platform.url}/v1/private/plugsky-embed-v1/embeddings`, tenant.secret, {
      input: 'a',
    });
    expect(platforms.status).toBe(404);
  });

  test('a wrong key is told without the provider’s words or the key; the breaker of one endpoint leaves others alone', async () => {
    const words = 'account 4711 of ACME, key co-canary';
    const broken = await startWireServer((_received, response) => {
      response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ message: words }));
    });
    const tenant = await platform.tenant('enterprise', { creditNano: NO_MONEY });
    const { id } = await addPrivateModel(
      platform.member(tenant.id),
      addPrivateModelInput.parse(cohereModel(broken.url)),
    );
    const result = await platform.testModel(tenant.id, id);
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('refused its key') });
    expect(JSON.stringify(result)).not.toContain('ACME');
    await expect(setPrivateModelEnabled(platform.member(tenant.id), { id, enabled: true })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('a host that changes wipes the secret and needs a new test; a secret is never read back by the dashboard’s role', async () => {
    const cohere = await startCohere();
    const elsewhere = await startCohere();
    const tenant = await platform.tenant('enterprise', { creditNano: NO_MONEY });
    const id = await platform.model(tenant.id, cohereModel(cohere.url));
    await updatePrivateModel(platform.member(tenant.id), { id, baseUrl: elsewhere.url });
    expect(await platform.find(tenant.id, id)).toMatchObject({ secretLast4: null, enabled: false, dimensions: null });
    expect(elsewhere.received).toEqual([]);
    const reading = platform.context.database.asTenant(
      tenant.id,
      (tx) => tx.$queryRaw`SELECT sealed FROM sealed_secret`,
    );
    await expect(reading).rejects.toThrow(/permission denied/);
  });

  test('no dump of the database and no audit row holds the secret', async () => {
    const tables = await platform.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    for (const { name } of tables) {
      const found = await platform.query(`SELECT 1 FROM ${name} t WHERE t::text LIKE $1`, [`%${SECRET}%`]);
      expect(found, name).toEqual([]);
    }
  });
});

describe('what is sealed', () => {
  test('opens for its own tenant, model and version alone, and not with a byte changed', async () => {
    const cohere = await startCohere();
    const [one, two] = [await enterprise(), await enterprise()];
    const [first, second] = [
      await platform.model(one.id, cohereModel(cohere.url)),
      await platform.model(two.id, cohereModel(cohere.url)),
    ];
    const swapped =
      'UPDATE sealed_secret s SET key_id = o.key_id, wrapped_key = o.wrapped_key, sealed = o.sealed FROM sealed_secret o WHERE s.owner_id = $1 AND o.owner_id = $2';
    await platform.query(swapped, [first, second]);
    await touch(first);
    expect((await post(`${platform.url}/v1/embeddings`, one.secret, { model: 'my-cohere', input: 'a' })).status).toBe(
      502,
    );
    await platform.query(
      `UPDATE sealed_secret SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE owner_id = $1`,
      [second],
    );
    await touch(second);
    expect((await post(`${platform.url}/v1/embeddings`, two.secret, { model: 'my-cohere', input: 'a' })).status).toBe(
      502,
    );
    expect(cohere.received.every(({ headers }) => headers.authorization === `Bearer ${SECRET}`)).toBe(true);
  });
});

describe('models of providers', () => {
  test('are there when the operator or the tenant has a key, and say so when neither has', async () => {
    const openai = await startProvider('openai', { width: 1_536, secrets: [TENANT_SECRET, PLATFORM_SECRET] });
    const tenant = await enterprise();
    const starter = await platform.tenant('starter');
    const model = 'openai/text-embedding-3-small';
    for (const { secret } of [tenant, starter]) {
      const before = await post(`${platform.url}/v1/embeddings`, secret, { model, input: 'a' });
      expect([before.status, await before.text()]).toEqual([
        404,
        expect.stringContaining('needs a key of its provider'),
      ]);
    }
    await setTenantProvider(platform.member(tenant.id), {
      provider: 'openai',
      baseUrl: openai.url,
      secret: TENANT_SECRET,
    });
    await untilStatus(tenant.secret, model, 200);
    expect(openai.received.at(-1)).toMatchObject({
      headers: { authorization: `Bearer ${TENANT_SECRET}` },
      body: { model: 'text-embedding-3-small' },
    });
    const other = await enterprise();
    const refused = await post(`${platform.url}/v1/embeddings`, other.secret, { model, input: 'a' });
    expect([refused.status, await refused.text()]).toEqual([
      404,
      expect.stringContaining('needs a key of its provider'),
    ]);
    await setProvider(
      { ...platform.context, remote: platform.remote },
      { provider: 'openai', baseUrl: openai.url, secret: PLATFORM_SECRET },
    );
    await untilStatus(other.secret, model, 200);
    expect(openai.received.at(-1)?.headers.authorization).toBe(`Bearer ${PLATFORM_SECRET}`);
    expect(
      (await post(`${platform.url}/v1/embeddings`, tenant.secret, { model, input: 'a', dimensions: 512 })).status,
    ).toBe(200);
    expect(openai.received.at(-1)).toMatchObject({
      headers: { authorization: `Bearer ${TENANT_SECRET}` },
      body: { dimensions: 512 },
    });
    expect((await post(`${platform.url}/v1/embeddings`, starter.secret, { model, input: 'a' })).status).toBe(403);
  });
});

test('secrets are wrapped anew under load without a failed request', async () => {
  const keys = [Buffer.alloc(32, 9).toString('base64'), Buffer.alloc(32, 8).toString('base64')];
  const [next = '', first = ''] = keys;
  const rotated = await startRemotePlatform({ SECRETS_KEYS: `${next},${first}` });
  try {
    const cohere = await startCohere();
    const tenant = await rotated.tenant('enterprise', { creditNano: NO_MONEY });
    await rotated.model(tenant.id, cohereModel(cohere.url));
    let going = true;
    const statuses: number[] = [];
    const load = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (going)
          statuses.push(
            (await post(`${rotated.url}/v1/embeddings`, tenant.secret, { model: 'my-cohere', input: 'a' })).status,
          );
      }),
    );
    const { createSecretVault, keySource, localKeyEncryption } = await import('@gridsky/api/services');
    const vaultOf = (text: string) => createSecretVault(localKeyEncryption(keySource({ keys: text })));
    // There and back again: every row is wrapped under the one and then under the other.
    for (const order of [`${first},${next}`, `${next},${first}`, `${first},${next}`]) {
      const done = await rotateSecrets({ ...rotated.context }, vaultOf(order));
      expect(done.failed).toEqual([]);
    }
    await until(async () => {
      await fetch(`${rotated.url}/readyz`);
      return statuses.length > 40;
    }, 30_000);
    going = false;
    await load;
    expect(new Set(statuses)).toEqual(new Set([200]));
  } finally {
    await rotated.stop();
  }
});

function cohereModel(baseUrl: string) {
  return { alias: 'my-cohere', provider: 'cohere', baseUrl, providerModel: 'embed-v4.0', secret: SECRET };
}

const enterprise = () => platform.tenant('enterprise', { creditNano: NO_MONEY });

/** What is changed behind the app's back is read when it is told. */
async function touch(id: string): Promise<void> {
  await platform.query('UPDATE private_model SET input_type = input_type WHERE id = $1', [id]);
}

async function untilStatus(secret: string, model: string, status: number): Promise<void> {
  await until(
    async () => (await post(`${platform.url}/v1/embeddings`, secret, { model, input: 'a' })).status === status,
    10_000,
  );
}

function unit(text: string): number[] {
  return [...Float32Array.from(vectorOfText(text, WIDTH))];
}

const startCohere = () => startProvider('cohere', { width: WIDTH, secrets: [SECRET] });
