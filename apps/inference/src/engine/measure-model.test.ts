import { expect, it } from 'vitest';
import { measureModel } from './measure-model.ts';

/** A model that takes so long for a batch of so many tokens, on a clock that only it moves. */
async function measured(msOf: (tokens: number) => number) {
  let at = 0;
  const sizes: number[] = [];
  const pace = await measureModel(
    async (texts, steps) => {
      sizes.push(texts * steps);
      at += msOf(texts * steps);
    },
    () => at,
  );
  return { pace, sizes };
}

it('chooses the smallest batch that is nearly as fast as the best', async () => {
  expect((await measured((tokens) => 4 + tokens / 64)).pace).toEqual({ batchTokens: 1024, tokensPerMs: 1024 / 20 });
  expect((await measured((tokens) => 0.2 + tokens / 50)).pace.batchTokens).toBe(256);
});

it('stops where larger batches become no faster', async () => {
  const { pace, sizes } = await measured((tokens) => (tokens <= 256 ? 10 + tokens / 20 : tokens / 10));
  expect(new Set(sizes)).toEqual(new Set([128, 256, 512]));
  expect(pace.batchTokens).toBe(256);
});

it('gives a model that is done in no time batches worth handing over', async () => {
  expect((await measured((tokens) => tokens / 1_000)).pace).toEqual({ batchTokens: 1024, tokensPerMs: 1_000 });
});

it('is not misled by a run that something else slowed down', async () => {
  const runs: number[] = [];
  const { pace } = await measured((tokens) => {
    runs.push(tokens);
    return (0.2 + tokens / 100) * (runs.filter((size) => size === tokens).length === 1 ? 1.5 : 1);
  });
  expect(pace.batchTokens).toBe(512);
});

it('keeps a slow model from holding up the start: one long run is enough', async () => {
  expect(await measured((tokens) => tokens)).toEqual({ sizes: [128], pace: { batchTokens: 128, tokensPerMs: 1 } });
});
