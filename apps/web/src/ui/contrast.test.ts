import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, 'globals.css'), 'utf8');
const themes = { light: readTheme(':root'), dark: readTheme('.dark') };
const surfaces = ['canvas', 'surface', 'sunken', 'hover'];

/** Every text colour with every background that it stands on. WCAG 2.2, 1.4.3: 4.5 to 1. */
const textPairs: [text: string, background: string][] = [
  ...['ink', 'ink-muted'].flatMap((text) => surfaces.map((surface): [string, string] => [text, surface])),
  ...['ink-faint', 'accent-ink', 'good-ink', 'bad-ink', 'warn-ink'].flatMap((text) =>
    ['canvas', 'surface', 'hover'].map((surface): [string, string] => [text, surface]),
  ),
  ...['code-keyword', 'code-string', 'code-number', 'code-comment'].flatMap((text) =>
    ['surface', 'sunken'].map((surface): [string, string] => [text, surface]),
  ),
  ['on-accent', 'accent-fill'],
  ['on-accent', 'accent-fill-hover'],
  ['on-bad', 'bad-fill'],
  ['on-bad', 'bad-fill-hover'],
  ['accent-ink', 'accent-wash'],
  ['ink', 'accent-wash'],
  ['ink-muted', 'accent-wash'],
  ['good-ink', 'good-wash'],
  ['warn-ink', 'warn-wash'],
  ['bad-ink', 'bad-wash'],
  ['canvas', 'ink'],
];

/** What must be seen without being read: focus, control borders, state dots, bars. WCAG 2.2, 1.4.11: 3 to 1. */
const shapePairs: [shape: string, background: string][] = ['accent', 'line-strong', 'good', 'bad'].flatMap((shape) =>
  ['canvas', 'surface'].map((surface): [string, string] => [shape, surface]),
);

for (const [theme, tokens] of Object.entries(themes)) {
  describe(`${theme} theme`, () => {
    test.each(textPairs)('%s on %s reads at 4.5 to 1 or better', (text, background) => {
      expect(contrast(tokens, text, background)).toBeGreaterThanOrEqual(4.5);
    });
    test.each(shapePairs)('%s shows on %s at 3 to 1 or better', (shape, background) => {
      expect(contrast(tokens, shape, background)).toBeGreaterThanOrEqual(3);
    });
    test('neutrals keep hue 255 and a chroma of at most 0.012', () => {
      for (const name of [...surfaces, 'line', 'line-strong', 'ink', 'ink-muted', 'ink-faint']) {
        const [, chroma, hue] = token(tokens, name);
        expect(hue, name).toBe(255);
        expect(chroma, name).toBeLessThanOrEqual(0.012);
      }
    });
  });
}

test('both themes define the same tokens', () => {
  expect([...themes.dark.keys()]).toEqual([...themes.light.keys()]);
});

type Oklch = [lightness: number, chroma: number, hue: number];

function readTheme(selector: string): Map<string, Oklch> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  const matches = block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g);
  return new Map([...matches].map(([, name, l, c, h]) => [name ?? '', [Number(l), Number(c), Number(h)]]));
}

function token(tokens: Map<string, Oklch>, name: string): Oklch {
  const value = tokens.get(name);
  if (!value) throw new Error(`globals.css has no --${name}`);
  return value;
}

function contrast(tokens: Map<string, Oklch>, a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(token(tokens, a)), luminance(token(tokens, b))].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of an OKLCH colour (Ottosson's matrices), clipped to sRGB as a browser shows it. */
function luminance([lightness, chroma, hue]: Oklch): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function clip(value: number): number {
  return Math.min(1, Math.max(0, value));
}
