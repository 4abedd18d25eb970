export interface Area {
  width: number;
  height: number;
  /** Kept free at each edge. */
  margin: number;
}

/**
 * Fits the projection into the area and moves words apart until each can be read. Each axis is first a blend of its
 * own scale and of its ranks, which opens dense places without changing who stands left or right of whom; then boxes
 * that overlap push each other off, mostly along the shorter way. Deterministic: no randomness, fixed rounds.
 */
export function spread(
  points: [number, number][],
  boxes: [width: number, height: number][],
  area: Area,
): [number, number][] {
  const xs = axis(
    points.map(([x]) => x),
    area.width,
    area.margin,
  );
  const ys = axis(
    points.map(([, y]) => y),
    area.height,
    area.margin,
  );
  const home = xs.map((x, index) => [x, ys[index] ?? 0] as [number, number]);
  const at = home.map(([x, y]) => [x, y] as [number, number]);
  for (let round = 0; round < rounds; round++) {
    const pull = round < rounds / 2 ? 0.004 : 0;
    for (const [index, place] of at.entries()) {
      const [homeX, homeY] = home[index] ?? place;
      place[0] += (homeX - place[0]) * pull;
      place[1] += (homeY - place[1]) * pull;
    }
    pushApart(at, boxes, round % 4 === 0);
    for (const [index, place] of at.entries()) keepInside(place, boxes[index] ?? [0, 0], area);
  }
  return at.map(([x, y]) => [tenth(x), tenth(y)]);
}

const rounds = 1600;

function axis(values: number[], size: number, margin: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[0] ?? 0;
  const span = (sorted.at(-1) ?? 1) - low;
  return values.map((value) => {
    const rank = sorted.indexOf(value) / (values.length - 1);
    const share = 0.6 * ((value - low) / span) + 0.4 * rank;
    return margin + share * (size - 2 * margin);
  });
}

/** `sideways` pushes along the longer way: now and then it has to, or words stand in a column that cannot open. */
function pushApart(at: [number, number][], boxes: [number, number][], sideways: boolean): void {
  for (let i = 0; i < at.length; i++) {
    for (let j = i + 1; j < at.length; j++) {
      const a = at[i];
      const b = at[j];
      if (!a || !b) continue;
      const overlapX = ((boxes[i]?.[0] ?? 0) + (boxes[j]?.[0] ?? 0)) / 2 - Math.abs(a[0] - b[0]);
      const overlapY = ((boxes[i]?.[1] ?? 0) + (boxes[j]?.[1] ?? 0)) / 2 - Math.abs(a[1] - b[1]);
      if (overlapX <= 0 || overlapY <= 0) continue;
      const along = overlapX < overlapY * 1.6 !== sideways ? 0 : 1;
      const step = (sideways ? 0.1 : 0.4) * (along === 0 ? overlapX : overlapY) * (a[along] < b[along] ? -1 : 1);
      a[along] += step;
      b[along] -= step;
    }
  }
}

function keepInside(place: [number, number], box: [number, number], area: Area): void {
  place[0] = Math.min(area.width - box[0] / 2 - 4, Math.max(box[0] / 2 + 4, place[0]));
  place[1] = Math.min(area.height - 8, Math.max(box[1] + 2, place[1]));
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
