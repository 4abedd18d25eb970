import { expect, test } from 'vitest';
import { playgroundPath, readSettings } from './settings.ts';
import { TOOLS } from './tools.ts';

const read = (path: string) => readSettings(new URL(path, 'https://grid.example').searchParams);

test('every choice survives the way into the address and back', () => {
  for (const tool of TOOLS) {
    const settings = { tool, model: 'openai/text & more', dimensions: 512, beside: 'plugsky-embed-large' };
    expect(read(playgroundPath(settings))).toEqual(settings);
  }
});

test('the default has the plain address', () => {
  expect(playgroundPath(read('/playground'))).toBe('/playground');
});

test('what an address says wrongly becomes the default', () => {
  expect(read('/playground?tool=constructor&dimensions=-4')).toEqual(read('/playground'));
});
