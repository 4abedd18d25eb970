/**
 * Groups of near-duplicates: texts joined by pairs whose cosine is at least `threshold`, also over a third text. Groups of
 * two and more only, the largest first; members in input order.
 */
export function duplicateGroups(count: number, matrix: Float32Array, threshold: number): number[][] {
  const parents = Array.from({ length: count }, (_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    for (let parent = parents[at] ?? at; parent !== at; parent = parents[at] ?? at) {
      parents[at] = parents[parent] ?? parent;
      at = parent;
    }
    return at;
  };
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      if ((matrix[a * count + b] ?? 0) < threshold) continue;
      const [low, high] = [rootOf(a), rootOf(b)].sort((one, other) => one - other);
      parents[high ?? a] = low ?? a;
    }
  }
  const groups = new Map<number, number[]>();
  for (let index = 0; index < count; index++) {
    const root = rootOf(index);
    groups.set(root, [...(groups.get(root) ?? []), index]);
  }
  return [...groups.values()]
    .filter(({ length }) => length > 1)
    .sort((one, other) => other.length - one.length || (one[0] ?? 0) - (other[0] ?? 0));
}
