import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './testing/checkout.ts';
import { fillModelFolder } from './testing/model-folder.ts';
import { createTestWorld, type TestWorld } from './testing/world.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const folder = path.join('apps', 'inference', 'models', 'plugsky-embed');

test('list shows the bundled models with their prices', async () => {
  expect(await world.json(['models', 'list'])).toMatchObject({
    models: [
      { id: 'plugsky-embed-v1', kind: 'bundled', dimensions: 1536, pricePerMillion: '0.02' },
      { id: 'plugsky-embed-large', kind: 'bundled', dimensions: 3072, pricePerMillion: '0.13' },
    ],
  });
});

test('add refuses what it can’t read, a hub’s name, a taken id', async () => {
  expect((await world.run(['models', 'add', 'BAAI/bge-small-en'])).err).toContain('isn’t part of this version');
  expect((await world.run(['models', 'add', './nowhere'])).err).toBe(`There is no folder ${root}/nowhere.\n`);
  expect((await world.run(['models', 'add', 'scripts'])).err).toContain('model.onnx');
  expect((await world.run(['models', 'add', folder])).err).toContain('name one of them');
  expect((await world.run(['models', 'add', folder, '--id', 'plugsky-embed-v1'])).err).toContain('bundled model');
});

test('add tries a folder and lists it, again keeps its price, remove takes it out', async () => {
  const own = path.join(world.home, 'own-model');
  await mkdir(own);
  await fillModelFolder(own);
  const made = await world.json(['models', 'add', own, '--price', '0.07']);
  expect(made).toMatchObject({ id: 'own-model', folder: own, dimensions: 1536, pricePerMillion: '0.07' });
  const again = await world.run(['models', 'add', 'own-model', '--json'], { folder: world.home });
  expect(JSON.parse(again.out)).toEqual(made);
  const added = { id: 'own-model', kind: 'onnx', folder: own, everyPlan: true, pricePerMillion: '0.07' };
  expect((await world.json(['models', 'list'])).models).toContainEqual(expect.objectContaining(added));
  expect(await world.json(['models', 'remove', '--id', 'own-model'])).toEqual({ id: 'own-model', removed: true });
  expect(await world.run(['models', 'remove', '--id', 'own-model'])).toMatchObject({
    code: 1,
    err: 'No such model.\n',
  });
});

test('remove refuses a bundled model', async () => {
  const outcome = await world.run(['models', 'remove', '--id', 'plugsky-embed-v1']);
  expect(outcome).toMatchObject({ code: 1, err: expect.stringContaining("can't be removed") });
});

test('price changes what a million tokens of any model cost, to the nano-dollar', async () => {
  const made = await world.json(['models', 'price', 'plugsky-embed-large', '0.123456789']);
  expect(made).toEqual({ id: 'plugsky-embed-large', pricePerMillion: '0.123456789' });
  const { models } = await world.json(['models', 'list']);
  expect(models).toContainEqual(expect.objectContaining({ id: 'plugsky-embed-large', pricePerMillion: '0.123456789' }));
  expect((await world.run(['models', 'price', 'plugsky-embed-large', 'cheap'])).err).toContain('it must be dollars');
  expect(await world.run(['models', 'price', 'nonesuch', '1'])).toMatchObject({ code: 1, err: 'No such model.\n' });
});

test('alias gives a model another name, lists it beside the model and takes it away', async () => {
  const name = 'text-embedding-3-small';
  expect(await world.json(['models', 'alias', name, 'plugsky-embed-v1'])).toEqual({ name, model: 'plugsky-embed-v1' });
  expect(await world.json(['models', 'alias'])).toEqual({ aliases: [{ name, model: 'plugsky-embed-v1' }] });
  expect((await world.json(['models', 'list'])).models).toContainEqual(
    expect.objectContaining({ id: 'plugsky-embed-v1', aliases: [name] }),
  );
  expect((await world.run(['models', 'alias', 'plugsky-embed-large', 'plugsky-embed-v1'])).err).toContain(
    'Disable it first',
  );
  expect(await world.run(['models', 'alias', name])).toMatchObject({
    code: 2,
    err: expect.stringContaining('Which model'),
  });
  expect(await world.run(['models', 'alias', '--remove'])).toMatchObject({ code: 2 });
  expect(await world.json(['models', 'alias', name, '--remove'])).toEqual({ name, removed: true });
  expect(await world.json(['models', 'alias'])).toEqual({ aliases: [] });
  expect(await world.run(['models', 'alias', name, '--remove'])).toMatchObject({ code: 1, err: 'No such alias.\n' });
});
