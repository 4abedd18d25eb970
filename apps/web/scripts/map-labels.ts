import type { MapWord } from './map-words.ts';

/**
 * Which words are written on the narrow picture too. It shows the middle of the map at about half the scale, so its
 * type is twice as large: English words first, as anchors, then others where none covers another. The wide picture
 * has room for all (see map-spread).
 */
export function narrowLabels(words: MapWord[], places: [number, number][]): Set<number> {
  const rank = (index: number) => (words[index]?.languages.includes(0) ? 0 : words.length) + index;
  const order = words.map((_, index) => index).sort((a, b) => rank(a) - rank(b));
  const taken: [number, number, number, number][] = [];
  const chosen = new Set<number>();
  for (const index of order) {
    const [x, y] = places[index] ?? [0, 0];
    const half = (narrowType * textWidth(words[index]?.text ?? '')) / 2 + 6;
    const box: (typeof taken)[number] = [x - half, y - narrowType * 1.5, x + half, y + narrowType * 0.4];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]))
      continue;
    taken.push(box);
    chosen.add(index);
  }
  return chosen;
}

/** The room that a word and its point need on the wide picture. */
export function labelBox(word: MapWord): [width: number, height: number] {
  return [Math.max(14, wideType * textWidth(word.text) + 7), wideType + 7];
}

const wideType = 11;
const narrowType = 20;

/** Width in ems, estimated: ideographs and kana are square, other scripts a little over half. */
function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[\u3040-\u30ff\u4e00-\u9fff]/.test(letter) ? 1 : 0.56), 0);
}
