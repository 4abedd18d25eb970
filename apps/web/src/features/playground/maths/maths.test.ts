import { describe, expect, test } from 'vitest';
import { cluster, suggestClusters } from './clusters.ts';
import { duplicateGroups } from './duplicates.ts';
import { classify, nearestPair, rank } from './nearest.ts';
import { project } from './projection.ts';
import { seededRandom } from './random.ts';
import { cosineMatrix, joinVectors, row, type Vectors } from './vectors.ts';

const WIDTH = 48;

describe('cosines', () => {
  test('are symmetric, 1 with oneself, and those of the definition', () => {
    const vectors = unit([
      [3, 4],
      [4, 3],
      [-3, -4],
    ]);
    const matrix = cosineMatrix(vectors);
    expect(Array.from(matrix, (value) => Number(value.toFixed(5)))).toEqual([
      1, 0.96, -1, 0.96, 1, -0.96, -1, -0.96, 1,
    ]);
    expect(nearestPair(3, matrix)).toMatchObject({ a: 0, b: 1 });
    expect(nearestPair(1, cosineMatrix(unit([[1, 0]])))).toBeNull();
  });

  test('rank the nearest first, equal ones in their own order', () => {
    const vectors = unit([
      [0, 1],
      [1, 1],
      [1, 0],
      [1, 1],
    ]);
    expect(rank(vectors, row(vectors, 2)).map(({ index }) => index)).toEqual([2, 1, 3, 0]);
  });

  test('choose the class with the nearest label, and tell the lead over the next', () => {
    const [first, second] = classify(
      unit([
        [1, 0.1],
        [1, 1],
      ]),
      unit([
        [1, 0],
        [0, 1],
      ]),
    );
    expect(first).toMatchObject({ label: 0 });
    expect(first?.lead).toBeGreaterThan(0.8);
    expect(second?.lead).toBeCloseTo(0);
  });
});

test('near-duplicates are joined over a third text, the largest group first, texts alone left out', () => {
  const vectors = unit([
    [1, 0],
    [0, 1],
    [1, 0.1],
    [1, 0.2],
    [-1, 0],
    [0.01, 1],
  ]);
  const matrix = cosineMatrix(vectors);
  expect(duplicateGroups(6, matrix, 0.99)).toEqual([
    [0, 2, 3],
    [1, 5],
  ]);
  expect(duplicateGroups(6, matrix, 1.01)).toEqual([]);
  expect(duplicateGroups(6, matrix, -1)).toEqual([[0, 1, 2, 3, 4, 5]]);
});

describe('clusters', () => {
  const { vectors, groups } = planted([40, 30, 20, 10]);
  const matrix = cosineMatrix(vectors);

  test('find planted groups, numbered by size, and the same ones each time', () => {
    const found = cluster(vectors, matrix, 4);
    expect(found.assignment).toEqual(groups);
    expect(found.silhouette).toBeGreaterThan(0.5);
    expect(cluster(vectors, matrix, 4)).toEqual(found);
  });

  test('suggest the number of planted groups', () => {
    expect(suggestClusters(vectors, matrix, 10).k).toBe(4);
  });

  test('take one text, one cluster, as many clusters as texts, and equal texts', () => {
    const alone = unit([[1, 0]]);
    expect(cluster(alone, cosineMatrix(alone), 1).assignment).toEqual([0]);
    expect(suggestClusters(alone, cosineMatrix(alone), 8)).toMatchObject({ k: 1, silhouette: 0 });
    const equal = unit([
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
    expect(cluster(equal, cosineMatrix(equal), 3).assignment).toHaveLength(3);
    expect(() => cluster(equal, cosineMatrix(equal), 4)).toThrow(RangeError);
  });
});

describe('the map', () => {
  const { vectors, groups } = planted([30, 30, 30]);
  const matrix = cosineMatrix(vectors);
  const points = project(vectors.count, matrix);

  test('lies in the unit square and is the same each time', () => {
    for (const { x, y } of points) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(x, y)).toBeLessThanOrEqual(1);
    }
    expect(project(vectors.count, matrix)).toEqual(points);
  });

  test('puts each text beside one of its own group', () => {
    const beside = points.map(({ x, y }, own) => {
      const distances = points.map((other, index) => (index === own ? 9 : Math.hypot(other.x - x, other.y - y)));
      return groups[distances.indexOf(Math.min(...distances))];
    });
    expect(beside).toEqual(groups);
  });

  test('exists for none, one, two and equal texts', () => {
    expect(project(0, new Float32Array(0))).toEqual([]);
    expect(project(1, Float32Array.of(1))).toEqual([{ x: 0.5, y: 0.5 }]);
    expect(project(2, Float32Array.of(1, 0, 0, 1))).toHaveLength(2);
    const equal = project(20, new Float32Array(400).fill(1));
    expect(equal.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  test('tells how far it is, up to all', () => {
    const shares: number[] = [];
    project(vectors.count, matrix, (share) => shares.push(share));
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });
});

test('sets of one width are joined in order, and others refused', () => {
  const joined = joinVectors([
    unit([[1, 0]]),
    unit([
      [0, 1],
      [1, 0],
    ]),
  ]);
  expect(joined).toEqual({ count: 3, width: 2, values: Float32Array.of(1, 0, 0, 1, 1, 0) });
  expect(() => joinVectors([unit([[1, 0]]), unit([[1, 0, 0]])])).toThrow(RangeError);
});

/** Unit vectors along the given ones. */
function unit(given: readonly (readonly number[])[]): Vectors {
  const width = given[0]?.length ?? 0;
  const rows = given.map((values) => values.map((value) => value / Math.hypot(...values)));
  return { count: given.length, width, values: Float32Array.from(rows.flat()) };
}

/** Groups of the given sizes, each around a direction of its own. */
function planted(sizes: readonly number[]): { vectors: Vectors; groups: number[] } {
  const random = seededRandom(7);
  const noise = () => random() + random() + random() - 1.5;
  const groups = sizes.flatMap((size, group) => Array<number>(size).fill(group));
  const centres = sizes.map(() => Array.from({ length: WIDTH }, noise));
  const rows = groups.map((group) => (centres[group] ?? []).map((value) => value + 0.35 * noise()));
  return { vectors: unit(rows), groups };
}
