import type { MapWord } from './map-words.ts';

/** Where a word is written: on the wide picture, also on the narrow one (larger type), or only when it is lit. */
export type LabelSet = 'both' | 'wide' | 'none';

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Chooses which words are written so that none covers another: English words first, as anchors, then the rest in
 * the table's order. The narrow picture shows the middle of the map at about half the scale, so its type is larger
 * and its set smaller. Sizes are in the map's own units.
 */
export function placeLabels(
  words: MapWord[],
  places: [number, number][],
  area: { width: number; height: number },
): LabelSet[] {
  const english = (word: MapWord) => word.languages.includes(0);
  const order = words.map((_, index) => index).sort((a, b) => rank(a) - rank(b));
  function rank(index: number): number {
    const word = words[index];
    return (word && english(word) ? 0 : words.length) + index;
  }
  const wide = greedy(order, words, places, area, 12);
  const narrowOrder = order.filter((index) => wide.has(index));
  const narrow = greedy(narrowOrder, words, places, area, 21);
  return words.map((_, index) => (narrow.has(index) ? 'both' : wide.has(index) ? 'wide' : 'none'));
}

function greedy(
  order: number[],
  words: MapWord[],
  places: [number, number][],
  area: { width: number; height: number },
  size: number,
): Set<number> {
  const taken: Box[] = [];
  const chosen = new Set<number>();
  for (const index of order) {
    const [x, y] = places[index] ?? [0, 0];
    const half = (size * textWidth(words[index]?.text ?? '')) / 2;
    const box = { left: x - half - 4, right: x + half + 4, top: y - size * 1.5, bottom: y + size * 0.3 };
    if (box.left < 0 || box.right > area.width || box.top < 0) continue;
    if (taken.some((other) => overlaps(box, other))) continue;
    taken.push(box);
    chosen.add(index);
  }
  return chosen;
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Width in ems: ideographs and kana are square, everything else about 0.55. */
function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[\u3040-\u30ff\u4e00-\u9fff]/.test(letter) ? 1 : 0.56), 0);
}
