import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from './engine.ts';
import type { Engine } from './engine-interface.ts';
import { bundledModels } from './models/index.ts';
import { cosine, embedTexts, norm } from './testing/embed-texts.ts';

describe('the bundled models', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = createEngine({ models: await bundledModels(), clock: performance, workers: 2 });
    await engine.ready();
  });
  afterAll(() => engine.drain());

  it('give the cosines of the serving check to four digits (plugsky-embed-v1)', async () => {
    const [dog, perro, inu, invoice] = await embedTexts(engine, 'plugsky-embed-v1', ['dog', 'perro', '犬', 'invoice']);
    expect(cosine(dog, perro)).toBeCloseTo(0.3091, 4);
    expect(cosine(dog, inu)).toBeCloseTo(0.6905, 4);
    expect(cosine(dog, invoice)).toBeCloseTo(-0.0661, 4);
  });

  it('give the cosines of the serving check to four digits (plugsky-embed-large)', async () => {
    const texts = ['dog', 'perro', '犬', 'invoice'];
    const [dog, perro, inu, invoice] = await embedTexts(engine, 'plugsky-embed-large', texts);
    expect(cosine(dog, perro)).toBeCloseTo(0.233, 4);
    expect(cosine(dog, inu)).toBeCloseTo(0.5197, 4);
    expect(cosine(dog, invoice)).toBeCloseTo(-0.0499, 4);
  });

  it('place a word nearer to its translations than to another word', async () => {
    for (const { id } of engine.models()) {
      const [dog, perro, inu, kalb, invoice] = await embedTexts(engine, id, ['dog', 'perro', '犬', 'كلب', 'invoice']);
      for (const translation of [perro, inu, kalb]) {
        expect(cosine(dog, translation)).toBeGreaterThan(cosine(dog, invoice) + 0.1);
      }
    }
  });

  it('give vectors of the promised width and unit length, also for texts without a known word', async () => {
    for (const { id, dims } of engine.models()) {
      for (const vector of await embedTexts(engine, id, [
        'a',
        ' ',
        '\u{1F9FF}',
        'The quick brown fox',
        '犬'.repeat(900),
      ])) {
        expect(vector).toHaveLength(dims);
        expect(norm(vector)).toBeCloseTo(1, 6);
      }
    }
  });

  it('cut a vector to each offered width and bring it back to unit length', async () => {
    for (const { id, dims, dimensions } of engine.models()) {
      const [full = new Float32Array()] = await embedTexts(engine, id, ['a text to cut']);
      for (const width of dimensions) {
        const [cut = new Float32Array()] = await embedTexts(engine, id, ['a text to cut'], { dimensions: width });
        expect(cut).toHaveLength(width);
        expect(norm(cut)).toBeCloseTo(1, 6);
        expect(cosine(cut, full.subarray(0, width)) / norm(full.subarray(0, width))).toBeCloseTo(1, 6);
      }
      expect(dimensions).toEqual([384, 512, 1024, dims]);
    }
  });

  it('refuse a width that is not offered', async () => {
    await expect(embedTexts(engine, 'plugsky-embed-v1', ['x'], { dimensions: 256 })).rejects.toThrow(
      'Model plugsky-embed-v1 offers 384, 512, 1024, 1536 dimensions, not 256.',
    );
  });
});
