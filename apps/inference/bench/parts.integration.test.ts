import { expect, it } from 'vitest';
import { answers } from './parts/answers.ts';
import { bundled } from './parts/bundled.ts';
import { limit } from './parts/limit.ts';
import { overhead } from './parts/overhead.ts';
import { tokenizers } from './parts/tokenizers.ts';
import type { Part } from './result.ts';

// What is measured here in no time says nothing about speed: that every part runs, and that both its sides do the same work.
const PARTS: Record<string, () => Promise<Part[]>> = {
  answers: async () => [answers(1)],
  tokenizers: () => tokenizers(1),
  bundled: async () => [await bundled(1, 0.2)],
  overhead: async () => [await overhead(1, 0.2)],
  limit: async () => [await limit(1, 0.2)],
};

it.each(Object.entries(PARTS))(
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
