import { type NanoDollars, nano } from '@gridsky/api/domain';
import {
  changeModel,
  createKey,
  removeModelAlias,
  setModelAlias,
  setTenantPlan,
  setTenantProvider,
} from '@gridsky/api/services';
import OpenAI from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWireServer, vectorOfText } from '../src/providers/testing/wire-server.ts';
import { startRemotePlatform } from './remote-platform.ts';
import { post, until } from './test-platform.ts';

const SMALL = 'text-embedding-3-small';
const FAST = 'plugsky-embed-v1';
const LARGE = 'plugsky-embed-large';

let platform: Awaited<ReturnType<typeof startRemotePlatform>>;

beforeAll(async () => {
  platform = await startRemotePlatform();
  await setModelAlias(platform.context, { alias: SMALL, modelId: FAST });
}, 120_000);
afterAll(() => platform?.stop());

test('code that names OpenAI’s model is served by the alias’s, which the answers, the lists and the usage tell', async () => {
  const tenant = await platform.tenant('builder');
  await untilStatus(tenant.secret, SMALL, 200);
  const client = sdk(tenant.secret);
  const { data, response } = await client.embeddings
    .create({ model: SMALL, input: 'sky', dimensions: 512 })
    .withResponse();
  const direct = await client.embeddings.create({ model: FAST, input: 'sky', dimensions: 512 });
  expect(data.data).toEqual(direct.data);
  expect(data).toMatchObject({ model: FAST, usage: direct.usage });
  expect(response.headers.get('x-gridsky-model')).toBe(FAST);

  const grid = await post(`${platform.url}/v1/inference/embed`, tenant.secret, { model: SMALL, input: 'sky' });
  expect(grid.headers.get('x-gridsky-model')).toBe(FAST);
  expect(await grid.json()).toMatchObject({ status: 'ok', data: { model: FAST } });

  const model = await client.models.retrieve(FAST);
  expect(await client.models.retrieve(SMALL)).toEqual({ ...model, id: SMALL, alias_of: FAST });
  expect((await client.models.list()).data.map(({ id }) => id).sort()).toEqual([LARGE, FAST, SMALL]);
  const listed = await ask(tenant.secret, '/v1/models?modality=embedding');
  const { data: page } = (await listed.json()) as { data: { items: object[] } };
  expect(page.items).toContainEqual(
    expect.objectContaining({ slug: SMALL, alias_of: FAST, health_status: 'healthy', dimensions: 1536 }),
  );
  const counted = await post(`${platform.url}/v1/tokenize`, tenant.secret, { model: SMALL, input: 'sky' });
  expect(await counted.json()).toMatchObject({ model: FAST, total_tokens: direct.usage.total_tokens });

  const rows = await platform.query(
    'SELECT model, asked_model AS asked, dialect FROM usage_event WHERE tenant_id = $1 AND status = 200 ORDER BY id DESC LIMIT 3',
    [tenant.id],
  );
  expect(rows).toEqual([
    { model: FAST, asked: SMALL, dialect: 'scaigrid' },
    { model: FAST, asked: null, dialect: 'openai' },
    { model: FAST, asked: SMALL, dialect: 'openai' },
  ]);
});

test('dimensions are those of the model that serves, and a refusal is counted as that model’s', async () => {
  const tenant = await platform.tenant('builder');
  await untilStatus(tenant.secret, SMALL, 200);
  const refused = await post(`${platform.url}/v1/embeddings`, tenant.secret, {
    model: SMALL,
    input: 'x',
    dimensions: 700,
  });
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain(`not supported by ${FAST}. Use one of: 384, 512, 1024, 1536`);
  await until(async () => (await rowsOf(tenant.id)).some(({ status }) => status === 400), 5_000);
  expect((await rowsOf(tenant.id)).find(({ status }) => status === 400)).toMatchObject({ model: FAST, asked: SMALL });
});

test('the credit pays the price of the model that serves', async () => {
  const tenant = await platform.tenant('trial');
  const alias = 'dear';
  await setModelAlias(platform.context, { alias, modelId: LARGE });
  await changeModel(platform.context, { id: LARGE, pricePerMillionNano: nano(7_000_000_000n) });
  await untilStatus(tenant.secret, alias, 200);
  await until(async () => {
    await untilStatus(tenant.secret, alias, 200);
    const [row] = await platform.query<{ cost: NanoDollars; tokens: number }>(
      'SELECT cost_nano AS cost, tokens FROM usage_event WHERE tenant_id = $1 ORDER BY id DESC LIMIT 1',
      [tenant.id],
    );
    return row !== undefined && BigInt(row.cost) === BigInt(row.tokens) * 7_000n;
  }, 5_000);
});

test('a plan or a key that lacks the model that serves lacks its aliases; one that has it has them', async () => {
  const alias = 'big';
  await setModelAlias(platform.context, { alias, modelId: LARGE });
  const starter = await platform.tenant('starter');
  const refused = await untilStatus(starter.secret, alias, 403);
  expect(refused).toContain(`The Starter plan does not include \`${LARGE}\`, for which \`${alias}\` stands,`);
  expect((await sdk(starter.secret).models.list()).data.map(({ id }) => id)).not.toContain(alias);

  const tenant = await platform.tenant('builder');
  const bound = async (allowedModels: string[]) =>
    (
      await createKey(
        { ...platform.context, tenantId: tenant.id, role: 'owner' },
        { name: 'bound', mode: 'live', scope: 'infer', expiresAt: null, allowedModels },
      )
    ).secret;
  const [fast, large] = [await bound([FAST]), await bound([LARGE])];
  await untilStatus(fast, SMALL, 200);
  const kept = await untilStatus(fast, alias, 404);
  const unknown = await untilStatus(fast, 'nonesuch', 404);
  expect(kept.replaceAll(alias, 'x')).toBe(unknown.replaceAll('nonesuch', 'x'));
  await untilStatus(large, alias, 200);
  await untilStatus(large, SMALL, 404);
  expect((await sdk(fast).models.list()).data.map(({ id }) => id).sort()).toEqual([FAST, SMALL]);
});

test('a provider’s id is served by its alias where nobody has a key, and by the provider for a tenant that has one', async () => {
  const id = 'openai/text-embedding-3-small';
  await setModelAlias(platform.context, { alias: id, modelId: FAST });
  const openai = await startWireServer(({ body }, response) => {
    const { input } = body as { input: string[] };
    const data = input.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: Buffer.from(Float32Array.from(vectorOfText(text, 1536)).buffer).toString('base64'),
    }));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ object: 'list', data, usage: { prompt_tokens: 1, total_tokens: 1 } }));
  });
  const [own, other] = [await platform.tenant('builder'), await platform.tenant('builder')];
  await setTenantPlan(platform.context, own.id, 'enterprise');
  await untilStatus(own.secret, id, 200);
  await setTenantProvider(platform.member(own.id), {
    provider: 'openai',
    baseUrl: openai.url,
    secret: 'sk-own-0123456789',
  });
  const served = async (secret: string) => (await sdk(secret).embeddings.create({ model: id, input: 'x' })).model;
  await until(async () => (await served(own.secret)) === id, 5_000);
  expect(await served(other.secret)).toBe(FAST);
  const aliasOf = async (secret: string) =>
    (await sdk(secret).models.list()).data.filter((model) => model.id === id).map((model) => 'alias_of' in model);
  expect([await aliasOf(own.secret), await aliasOf(other.secret)]).toEqual([[false], [true]]);
});

test('an alias that gets another model, loses it or is removed is followed without a restart', async () => {
  const tenant = await platform.tenant('builder');
  const alias = 'moving';
  await setModelAlias(platform.context, { alias, modelId: FAST });
  const served = async () => {
    const answer = await post(`${platform.url}/v1/embeddings`, tenant.secret, { model: alias, input: 'x' });
    await answer.arrayBuffer();
    return answer.headers.get('x-gridsky-model') ?? answer.status;
  };
  await until(async () => (await served()) === FAST, 5_000);
  await setModelAlias(platform.context, { alias, modelId: LARGE });
  await until(async () => (await served()) === LARGE, 5_000);
  await changeModel(platform.context, { id: LARGE, disabled: true });
  await until(async () => (await served()) === 404, 5_000);
  await setModelAlias(platform.context, { alias, modelId: FAST });
  await until(async () => (await served()) === FAST, 5_000);
  await removeModelAlias(platform.context, { alias });
  await until(async () => (await served()) === 404, 5_000);
  await changeModel(platform.context, { id: LARGE, disabled: false });
});

function sdk(apiKey: string): OpenAI {
  return new OpenAI({ apiKey, baseURL: `${platform.url}/v1`, maxRetries: 0 });
}

function ask(secret: string, path: string): Promise<Response> {
  return fetch(`${platform.url}${path}`, { headers: { authorization: `Bearer ${secret}` } });
}

function rowsOf(tenantId: string) {
  return platform.query<{ model: string; asked: string | null; status: number }>(
    'SELECT model, asked_model AS asked, status FROM usage_event WHERE tenant_id = $1',
    [tenantId],
  );
}

/** Asks until the status is this one; returns the last answer. */
async function untilStatus(secret: string, model: string, status: number): Promise<string> {
  let text = '';
  await until(async () => {
    const answer = await post(`${platform.url}/v1/embeddings`, secret, { model, input: 'x' });
    text = await answer.text();
    return answer.status === status;
  }, 10_000);
  return text;
}
