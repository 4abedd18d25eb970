import { expect, it } from 'vitest';
import { answers } from './parts/answers.ts';
import { bundled, bundledShapes } from './parts/bundled.ts';
import { limit, limitPrecisions } from './parts/limit.ts';
import { loop } from './parts/loop.ts';
import { neighbours } from './parts/neighbours.ts';
import { overhead } from './parts/overhead.ts';
import { overload } from './parts/overload.ts';
import { policies } from './parts/policies.ts';
import { tokenizers } from './parts/tokenizers.ts';
import type { Part } from './result.ts';

// What is measured here in no time says nothing about speed: that every part runs, and that both its sides do the same work.
const PARTS: Record<string, () => Promise<Part[]>> = {
  answers: async () => [answers(1)],
  tokenizers: () => tokenizers(1),
  bundled: async () => [await bundled(1, 0.2, bundledShapes.slice(1, 2))],
  overhead: async () => [await overhead(1, 0.2)],
  limit: async () => [await limit(1, 0.2, limitPrecisions.slice(1))],
  policies: async () => [await policies(1, { mixed: 4, queries: 9 })],
  neighbours: async () => [await neighbours(1, 0.2)],
  overload: async () => [await overload(0.5)],
  loop: async () => [await loop(1)],
};

// `npm test` tries one of each kind: pure functions, a server whose engine costs nothing, the whole server with a bundled model.
const SHORT = ['answers', 'policies', 'overhead', 'bundled'];

it.each(Object.entries(PARTS).filter(([name]) => process.env.GRIDSKY_PROVE || SHORT.includes(name)))(
  'the benchmark of %s measures both sides',
  { timeout: 120_000 },
  async (_name, measure) => {
    const parts = await measure();
    expect(parts.length).toBeGreaterThan(0);
    for (const { rows } of parts) {
      expect(rows.length).toBeGreaterThan(0);
      for (const { what, figures } of rows) {
        const texts = Object.values(figures).join(' ');
        expect(texts, what).toMatch(/\d/);
        expect(texts, what).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  },
);
