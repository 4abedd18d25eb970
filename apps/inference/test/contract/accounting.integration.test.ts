import { nano } from '@gridsky/api/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post, startTestPlatform, type TestPlatform, until } from '../test-platform.ts';

const V1 = 'plugsky-embed-v1';
let platform: TestPlatform;
let tenant: Awaited<ReturnType<TestPlatform['tenant']>>;
let tokens = 0;

beforeAll(async () => {
  platform = await startTestPlatform();
  tenant = await platform.tenant('trial', { creditNano: nano(1_000_000_000n) });
  for (const [model, input] of [
    [V1, 'some words'],
    [V1, 'more of them'],
    ['plugsky-embed-large', 'another model'],
  ] as const) {
    const answer = await post(`${platform.url}/v1/embeddings`, tenant.secret, { model, input });
    tokens += ((await answer.json()) as { usage: { total_tokens: number } }).usage.total_tokens;
  }
  await post(`${platform.url}/v1/embeddings`, tenant.secret, { model: '=cmd|"x"', input: 'x' });
  // The refusal's row is written beside its answer.
  await until(async () => (await platform.query('SELECT 1 FROM usage_event')).length === 4, 10_000);
});
afterAll(() => platform?.stop());

const get = (path: string, secret = tenant.secret) =>
  fetch(platform.url + path, { headers: { authorization: `Bearer ${secret}` } });
type Item = Record<string, string | number | null>;
const itemsOf = async (path: string) => {
  const answer = await get(path);
  expect(answer.status).toBe(200);
  return (await answer.json()) as { data: { items: Item[] }; pagination?: { has_more: boolean; next_cursor: string } };
};
const sum = (items: Item[], field: string) => items.reduce((total, item) => total + Number(item[field]), 0);

describe('GET /v1/accounting/usage', () => {
  it('adds up to the answers, with money as decimal dollars', async () => {
    const { data } = await itemsOf('/v1/accounting/usage?period=day');
    expect(sum(data.items, 'tokens')).toBe(tokens);
    expect(sum(data.items, 'requests')).toBe(4);
    expect(sum(data.items, 'errors')).toBe(1);
    for (const item of data.items) {
      expect(item.cost).toMatch(/^\d+\.\d{2,9}$/);
      expect(item.period_start).toMatch(/T00:00:00\.000Z$/);
    }
    expect(sum(data.items, 'cost')).toBeGreaterThan(0);
  });

  it('says null where a request named no model, in rows, totals and exports alike', async () => {
    const { secret } = await platform.tenant('scale');
    await post(`${platform.url}/v1/embeddings`, secret, { input: 'x' });
    for (const path of ['usage?period=day', 'usage/summary', 'export?format=json']) {
      const items = async () => {
        const answer = await get(`/v1/accounting/${path}`, secret);
        return ((await answer.json()) as { data: { items: Item[] } }).data.items;
      };
      await until(async () => (await items()).some(({ errors }) => errors === 1), 10_000);
      expect((await items()).find(({ errors }) => errors === 1)).toMatchObject({ model: null, tokens: 0 });
    }
  });

  it('pages by its cursor to the same rows', async () => {
    const { data: whole } = await itemsOf('/v1/accounting/usage?period=hour');
    const paged: Item[] = [];
    let cursor = '';
    for (let page = 0; page < 10; page++) {
      const { data, pagination } = await itemsOf(`/v1/accounting/usage?period=hour&limit=1${cursor}`);
      expect(data.items).toHaveLength(1);
      paged.push(...data.items);
      if (!pagination?.has_more) break;
      cursor = `&cursor=${pagination.next_cursor}`;
    }
    expect(paged).toEqual(whole.items);
  });

  it('is narrowed by model, and empty for a user without keys', async () => {
    const { data } = await itemsOf(`/v1/accounting/usage?model=${V1}`);
    expect(data.items.map(({ model }) => model)).toEqual([V1]);
    const none = await itemsOf('/v1/accounting/usage?user_id=01a1fb88-0379-720e-bdf9-0983eeec3727');
    expect(none.data.items).toEqual([]);
  });

  it("tells nothing of another tenant's usage", async () => {
    const other = await platform.tenant('scale');
    const answer = await get('/v1/accounting/usage', other.secret);
    expect(await answer.json()).toMatchObject({ status: 'ok', data: { items: [] } });
  });

  it('is open to keys that may only read, and counts as a request', async () => {
    const reader = await platform.tenant('scale', { scope: 'read' });
    const left = async () =>
      Number((await get('/v1/accounting/usage', reader.secret)).headers.get('x-scaigrid-ratelimit-remaining'));
    expect(await left()).toBe((await left()) + 1);
  });
});

describe.each(['/v1/accounting/usage', '/v1/accounting/usage/summary', '/v1/accounting/export'])('%s', (path) => {
  it.each([
    ['start=yesterday', 'start'],
    ['end=2026-13-01', 'end'],
    ['start=2026-01-02&end=2026-01-01', 'end'],
    ['start=2020-01-01&end=2026-01-01', 'end'],
    ['user_id=me', 'user_id'],
    ['period=year', 'period'],
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['cursor=x', 'cursor'],
    ['group_by=colour', 'group_by'],
    ['format=xml', 'format'],
  ])('refuses %s by its field where it takes it', async (query, field) => {
    const answer = await get(`${path}?${query}`);
    const body = await answer.text();
    const knows = {
      '/v1/accounting/usage': ['period', 'limit', 'cursor'],
      '/v1/accounting/usage/summary': ['group_by'],
      '/v1/accounting/export': ['period', 'format'],
    }[path];
    if (!['start', 'end', 'user_id'].includes(field) && !knows?.includes(field)) {
      expect(answer.status).toBe(200);
      return;
    }
    expect(answer.status).toBe(422);
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'VALIDATION_ERROR', details: [{ field }] } });
  });

  it('refuses nobody’s question in its dialect', async () => {
    const answer = await fetch(platform.url + path);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ status: 'error', error: { code: 'AUTH_TOKEN_MISSING' } });
  });
});

describe('GET /v1/accounting/usage/summary', () => {
  it.each([
    ['model', 'model', 3],
    ['key', 'key_id', 1],
    ['user', 'user_id', 1],
  ])('by %s has the same totals', async (group, name, count) => {
    const { data } = await itemsOf(`/v1/accounting/usage/summary?group_by=${group}`);
    expect(data.items).toHaveLength(count as number);
    expect(sum(data.items, 'tokens')).toBe(tokens);
    expect(Object.keys(data.items[0] ?? {})).toContain(name);
  });
});

describe('GET /v1/accounting/export', () => {
  it.each(['json', 'ndjson', 'csv'])('as %s holds every row', async (format) => {
    const answer = await get(`/v1/accounting/export?format=${format}&period=hour`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="usage-.*\\.${format}"$`),
    );
    const text = await answer.text();
    const rows =
      format === 'json'
        ? (JSON.parse(text) as { data: { items: Item[] } }).data.items
        : format === 'ndjson'
          ? text
              .trim()
              .split('\n')
              .map((line) => JSON.parse(line) as Item)
          : text.trim().split('\r\n').slice(1);
    expect(rows).toHaveLength(3);
    if (format !== 'csv') expect(sum(rows as Item[], 'tokens')).toBe(tokens);
  });

  it('as csv keeps a model’s name from becoming a formula', async () => {
    const text = await (await get('/v1/accounting/export')).text();
    expect(text).toContain(`"'=cmd|""x"""`);
  });
});

describe('GET /v1/models?modality=embedding', () => {
  it('pages by its cursor to the same models, each with health', async () => {
    const { data: whole } = await itemsOf('/v1/models?modality=embedding');
    expect(whole.items.length).toBeGreaterThanOrEqual(2);
    for (const item of whole.items) {
      expect(item).toMatchObject({ status: 'active', health_status: 'healthy', active_backend_count: 1 });
    }
    const first = await itemsOf('/v1/models?modality=embedding&limit=1');
    expect(first.pagination?.has_more).toBe(true);
    const second = await itemsOf(`/v1/models?modality=embedding&limit=1&cursor=${first.pagination?.next_cursor}`);
    expect([...first.data.items, ...second.data.items]).toEqual(whole.items.slice(0, 2));
  });

  it.each([
    ['modality=chat', 0],
    ['modality=embedding&status=deprecated', 0],
    ['modality=embedding&status=active', 2],
  ])('?%s lists %i', async (query, count) => {
    expect((await itemsOf(`/v1/models?${query}`)).data.items).toHaveLength(count as number);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=%25'])('?%s is a 422', async (query) => {
    const answer = await get(`/v1/models?modality=embedding&${query}`);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ error: { details: [{ field: query.split('=')[0] }] } });
  });
});

describe('POST /v1/tokenize', () => {
  const count = (input: unknown, more: object = {}) =>
    post(`${platform.url}/v1/tokenize`, tenant.secret, { model: V1, input, ...more });

  it('counts what usage bills, for each input and in all, and costs nothing', async () => {
    const inputs = ['hello', 'ein längerer Satz mit Wörtern', '東京タワー', ' '];
    const rows = async () => (await platform.query('SELECT 1 FROM usage_event')).length;
    const before = await rows();
    const counted = (await (await count(inputs)).json()) as { data: { tokens: number }[]; total_tokens: number };
    expect(await rows()).toBe(before);
    for (const [index, input] of inputs.entries()) {
      const answer = await post(`${platform.url}/v1/embeddings`, tenant.secret, { model: V1, input });
      const { usage } = (await answer.json()) as { usage: { total_tokens: number } };
      expect(counted.data[index]).toMatchObject({ index, tokens: usage.total_tokens, exact: true, fits: true });
    }
    expect(counted.total_tokens).toBe(counted.data.reduce((sum, { tokens }) => sum + tokens, 0));
  });

  it('counts a text that is too long for the model, and says so', async () => {
    const answer = (await (await count('word '.repeat(10_000))).json()) as { data: object[] };
    expect(answer.data).toMatchObject([{ fits: false, exact: true }]);
  });

  it('counts as a request and as no tokens', async () => {
    const { secret } = await platform.tenant('scale');
    const ask = () => post(`${platform.url}/v1/tokenize`, secret, { model: V1, input: 'x' });
    const [first, second] = [await ask(), await ask()];
    const left = (answer: Response, kind: string) => Number(answer.headers.get(`x-ratelimit-remaining-${kind}`));
    expect(left(second, 'requests')).toBe(left(first, 'requests') - 1);
    expect(left(second, 'tokens')).toBe(left(first, 'tokens'));
  });

  it.each([
    ['no input', undefined, 400],
    ['an empty text', '', 400],
    ['2,049 texts', Array(2_049).fill('a'), 400],
  ])('refuses %s as embeddings does', async (_name, input, status) => {
    const answer = await count(input);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { param: 'input' } });
  });

  it('refuses an unknown model', async () => {
    expect((await count('x', { model: 'nothing' })).status).toBe(404);
  });
});
