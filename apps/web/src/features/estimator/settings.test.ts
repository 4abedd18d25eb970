import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DTYPES } from './index-size.ts';
import { BOUNDS, DEFAULTS, readSettings, type Settings, settingsQuery, UNITS } from './settings.ts';

const upTo = (max: number, min = 0) => fc.integer({ min, max });
const counted = fc
  .record({
    documents: upTo(1e6, 1),
    tokens: upTo(1e12, 1),
    moreVectors: upTo(1e6),
    moreTokens: upTo(1e9),
    openaiPerMille: fc.option(upTo(9_000, 1)),
  })
  .map(({ documents, tokens, moreVectors, moreTokens, openaiPerMille }) => ({
    documents,
    tokens,
    vectors: documents + moreVectors,
    embeddedTokens: tokens + moreTokens,
    openaiPerMille,
  }));

const anySettings: fc.Arbitrary<Settings> = fc.record({
  model: fc.option(fc.string({ minLength: 1, maxLength: 40 })),
  source: fc.constantFrom('figures', 'text'),
  documents: upTo(BOUNDS.documents),
  length: upTo(BOUNDS.length, 1),
  unit: fc.constantFrom(...UNITS),
  counted: fc.option(counted),
  refreshPercent: upTo(BOUNDS.refreshPercent),
  queries: upTo(BOUNDS.queries),
  queryTokens: upTo(BOUNDS.queryTokens, 1),
  chunkTokens: fc.option(upTo(BOUNDS.chunkTokens, 2)),
  overlapTokens: upTo(BOUNDS.chunkTokens),
  dimensions: fc.option(upTo(4_096, 1)),
  dtype: fc.constantFrom(...DTYPES),
});

test('a link carries every estimate: what is read is what was written', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      const read = readSettings(new URLSearchParams(settingsQuery(settings)));
      // Of the two ways to say what is embedded, a link carries the one that shows.
      const figures = { documents: settings.documents, length: settings.length, unit: settings.unit };
      const { documents, length, unit } = DEFAULTS;
      expect(read).toEqual({
        ...settings,
        ...(settings.source === 'text' ? { documents, length, unit } : { ...figures, counted: null }),
      });
    }),
    { numRuns: 500 },
  );
});

test('the same estimate has the same link, and the usual one none at all', () => {
  expect(settingsQuery(DEFAULTS)).toBe('');
  const settings = { ...DEFAULTS, queries: 5, documents: 7, model: 'plugsky-embed-large' };
  expect(settingsQuery(settings)).toBe('model=plugsky-embed-large&docs=7&queries=5');
  expect(settingsQuery(readSettings(new URLSearchParams(settingsQuery(settings))))).toBe(settingsQuery(settings));
});

test.each([
  'docs=-1&length=0&queries=1e9&query=9999999',
  'docs=99999999999&refresh=401&chunk=1&dims=0&dtype=float8&unit=lines',
  'counted=1-2-3',
  'counted=5-9-4-9',
  'counted=1-9-1-8',
  'counted=1-2-3-4-5-6',
  'counted=1-x-1-2',
])('a link that was tampered with opens as usual: %s', (query) => {
  expect(readSettings(new URLSearchParams(query))).toEqual(DEFAULTS);
});
