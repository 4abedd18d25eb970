import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { nano } from '../../domain/money.ts';
import { PROVIDER_MODELS } from '../../domain/provider.ts';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { removeProvider, setProvider } from '../provider/provider-connections.ts';
import { changeModel } from './change-model.ts';
import { addModel, removeModel } from './change-models.ts';
import { listModelAliases } from './list-model-aliases.ts';
import { removeModelAlias } from './remove-model-alias.ts';
import { setModelAlias } from './set-model-alias.ts';

const FAST = 'plugsky-embed-v1';
const LARGE = 'plugsky-embed-large';
const OPENAI = 'openai/text-embedding-3-small';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());
beforeEach(async () => {
  await platform.owner.query('DELETE FROM model_alias');
});

const set = (alias: string, modelId: string) => setModelAlias(platform.system, { alias, modelId });
const openaiKey = { provider: 'openai' as const, baseUrl: null, secret: 'sk-platform-0123456789' };

test('the name of a model that serves is refused, and free once that model is disabled: said, not slipped in', async () => {
  await expect(set(LARGE, FAST)).rejects.toMatchObject({ code: 'conflict', param: 'alias' });
  await changeModel(platform.system, { id: LARGE, disabled: true });
  await set(LARGE, FAST);
  await expect(changeModel(platform.system, { id: LARGE, disabled: false })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(`"${LARGE}" is an alias of ${FAST}`),
  });
  await removeModelAlias(platform.system, { alias: LARGE });
  await changeModel(platform.system, { id: LARGE, disabled: false });
});

test('a target is a model that serves: no alias, no loop, nothing disabled, nothing unknown', async () => {
  await set('one', FAST);
  await expect(set('two', 'one')).rejects.toMatchObject({ code: 'invalid', param: 'modelId' });
  await expect(set(FAST, FAST)).rejects.toMatchObject({ code: 'invalid', param: 'alias' });
  await expect(set('two', 'nonesuch')).rejects.toThrow('There is no model "nonesuch"');
  await expect(set('two', OPENAI)).rejects.toThrow('gridsky provider add openai');
  await changeModel(platform.system, { id: LARGE, disabled: true });
  await expect(set('two', LARGE)).rejects.toThrow('is disabled');
  await changeModel(platform.system, { id: LARGE, disabled: false });
  expect((await listModelAliases(platform.database)).map(({ alias }) => alias)).toEqual(['one']);
});

test('a model that has aliases is not removed, and one is not added under the name of an alias', async () => {
  const model = {
    displayName: 'MiniLM',
    folder: '/models/minilm',
    dimensions: 384,
    allowedDimensions: [384],
    maxInputTokens: 256,
    pricePerMillionNano: nano(0n),
    everyPlan: true,
  };
  await addModel(platform.system, { ...model, id: 'minilm' });
  await set('small', 'minilm');
  await expect(removeModel(platform.system, 'minilm')).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('serves requests for small'),
  });
  await expect(addModel(platform.system, { ...model, id: 'small' })).rejects.toMatchObject({ code: 'conflict' });
  await removeModelAlias(platform.system, { alias: 'small' });
  await removeModel(platform.system, 'minilm');
});

test('the operator’s key for a provider and an alias of its ids exclude each other, whichever comes first', async () => {
  await set(OPENAI, FAST);
  await expect(setProvider(platform.system, openaiKey)).rejects.toMatchObject({ code: 'conflict' });
  expect(await platform.database.system.model.count({ where: { provider: 'openai' } })).toBe(0);
  await removeModelAlias(platform.system, { alias: OPENAI });
  await setProvider(platform.system, openaiKey);
  expect(PROVIDER_MODELS.map(({ id }) => id)).toContain(OPENAI);
  await expect(set(OPENAI, FAST)).rejects.toMatchObject({ code: 'conflict' });
  await removeProvider(platform.system, { provider: 'openai' });
  await set(OPENAI, FAST);
});

test('of a model that comes and an alias that takes its name at the same moment one is refused', async () => {
  for (let round = 0; round < 5; round++) {
    await changeModel(platform.system, { id: LARGE, disabled: true });
    const ended = await Promise.allSettled([
      set(LARGE, FAST),
      changeModel(platform.system, { id: LARGE, disabled: false }),
    ]);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await platform.owner.query('DELETE FROM model_alias');
  }
  await changeModel(platform.system, { id: LARGE, disabled: false });
});
