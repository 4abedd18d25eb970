const sizes: Record<string, number> = { '': 1, k: 1e3, m: 1e6, b: 1e9 };

/** Reads a whole number as people write it: `100000`, `100,000`, `100 000`, `100k`, `1.5M`, `2b`. Null when it is none. */
export function parseCount(text: string): number | null {
  const match = /^(\d{1,16})(?:\.(\d{1,9}))?([kmb]?)$/i.exec(text.replace(/[\s,_]/g, ''));
  if (!match) return null;
  const [, whole = '', fraction = '', letter = ''] = match;
  const size = sizes[letter.toLowerCase()] ?? 1;
  const value = Number(whole) * size + (fraction === '' ? 0 : (Number(fraction) * size) / 10 ** fraction.length);
  return Number.isSafeInteger(value) ? value : null;
}
