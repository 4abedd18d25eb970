import type { MapWord } from './map-data.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The word nearest to a place on the map, or null when none is within `reach` (map units). */
export function nearestWord(words: readonly MapWord[], at: { x: number; y: number }, reach: number): MapWord | null {
  let best: MapWord | null = null;
  let bestDistance = reach;
  for (const word of words) {
    const distance = Math.hypot(word.x - at.x, word.y - at.y);
    if (distance > bestDistance) continue;
    best = word;
    bestDistance = distance;
  }
  return best;
}

/** The next word in a direction: the nearest in the quarter of the plane that the arrow points at. */
export function wordTowards(words: readonly MapWord[], from: MapWord, direction: Direction): MapWord {
  const [dx, dy] = steps[direction];
  let best = from;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const along = (word.x - from.x) * dx + (word.y - from.y) * dy;
    const across = Math.abs((word.x - from.x) * dy + (word.y - from.y) * dx);
    if (word === from || along <= 0 || across > along) continue;
    const distance = along + across;
    if (distance >= bestDistance) continue;
    best = word;
    bestDistance = distance;
  }
  return best;
}

const steps: Record<Direction, [number, number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
