import fc from 'fast-check';

/** Texts for tests that are made to be hard: each is a kind of trouble, repeated to about `length` UTF-16 units. */
export function hostileTexts(length: number): Record<string, string> {
  const pieces = {
    letter: 'a',
    words: 'one two three ',
    spaces: ' ',
    digits: '1',
    'digits of two scripts': '1๓',
    ideograph: '犬',
    'Burmese without spaces': 'ဤစာရွက်စာတမ်းကို',
    'letter and mark': 'e\u0301',
    mark: '\u0301',
    'marks out of order': '\u0301\u0323',
    'voiced marks': '\uff9e\u0301',
    vowels: '\u1161',
    syllables: '\u1100\u1161\u11a8',
    'a ligature of 18 letters': '\ufdfa',
    families: '👩‍👩‍👧‍👦',
    'marks of a young script': '\u{1e4ec}a\u0301',
    'private use': '\ue000',
    controls: '\u0000\u0085\u200e',
    'half characters': '\ud800',
    'added tokens': '[UNK][PAD]',
  };
  return Object.fromEntries(
    Object.entries(pieces).map(([name, piece]) => [name, piece.repeat(Math.ceil(length / piece.length))]),
  );
}

/**
 * Code points by blocks of 64, each in the company of others. Without `all` those
 * below U+3000 and one block in sixteen of the rest.
 */
export function codePoints(all: boolean): string[] {
  const texts: string[] = [];
  for (const [from, to] of [
    [0, 0x33500],
    [0xe0000, 0xe0200],
    [0xefff0, 0xf0010],
    [0x10fff0, 0x110000],
  ] as const) {
    for (let start = from; start < to; start += 64) {
      const block = Array.from({ length: Math.min(64, to - start) }, (_, at) => start + at);
      texts.push(
        block
          .filter((point) => (point & 0xfffff800) !== 0xd800)
          .map(inContext)
          .join('\n'),
      );
    }
  }
  return all ? texts : texts.filter((_text, block) => block < 192 || block % 16 === 5);
}

function inContext(codePoint: number): string {
  const character = String.fromCodePoint(codePoint);
  return `a${character}b ${character} ${character}${character}. 1${character}2 ก${character}ข e${character}\u0301\u0323`;
}

const blocks: [number, number][] = [
  [0x00, 0x7f],
  [0x80, 0x24f],
  [0x300, 0x36f],
  [0x370, 0x52f],
  [0x591, 0x6ff],
  [0x900, 0xdff],
  [0xe00, 0xfff],
  [0x1000, 0x11ff],
  [0x1780, 0x17ff],
  [0x1ab0, 0x1aff],
  [0x1e00, 0x2070],
  [0x2070, 0x218f],
  [0x2e80, 0x31ff],
  [0x3200, 0x33ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7ff],
  [0xf900, 0xfaff],
  [0xfb00, 0xfdff],
  [0xfe00, 0xffff],
  [0x10a00, 0x11fff],
  [0x16d40, 0x16d79],
  [0x1d100, 0x1d7ff],
  [0x1e000, 0x1e8ff],
  [0x1f1e6, 0x1f9ff],
  [0x2f800, 0x2fa1f],
  [0xe0000, 0xe01ef],
];

/** Texts of a few blocks each, so that their characters meet; also of any unit at all, and of bytes read as UTF-8. */
export const unicodeText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .subarray(blocks, { minLength: 1, maxLength: 3 })
      .chain((chosen) =>
        fc
          .array(fc.oneof(...chosen.map(([min, max]) => fc.integer({ min, max }))), { maxLength: 40 })
          .map((points) => String.fromCodePoint(...points)),
      ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('utf8')) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }), fc.integer({ min: 30, max: 3000 }))
      .map(([piece, times]) => piece.repeat(times)),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom('[UNK]', '[PAD]', '[CLS]', '[', 'UNK]', '##', '▁'), fc.string()), {
        maxLength: 8,
      })
      .map((parts) => parts.join('')),
  },
);
