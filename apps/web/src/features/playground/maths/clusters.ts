import { seededRandom } from './random.ts';
import { cosine, row, type Vectors } from './vectors.ts';

export interface Clusters {
  k: number;
  /** The cluster of each vector, 0 to k - 1, numbered by size, the largest 0. */
  assignment: number[];
  /** Mean silhouette, -1 to 1: how much nearer each text is to its own cluster than to the next. */
  silhouette: number;
}

const STARTS = 5;
const ROUNDS_MAX = 50;

/**
 * Spherical k-means (Dhillon and Modha 2001): the best of several k-means++ starts by the sum of cosines to the centre. The
 * same input gives the same clusters. Throws RangeError unless 1 ≤ k ≤ count.
 */
export function cluster(vectors: Vectors, matrix: Float32Array, k: number): Clusters {
  if (!Number.isInteger(k) || k < 1 || k > vectors.count) {
    throw new RangeError(`${vectors.count} texts can be put into 1 to ${vectors.count} clusters, not ${k}.`);
  }
  const random = seededRandom(k);
  let best: { assignment: number[]; fit: number } | undefined;
  for (let start = 0; start < STARTS; start++) {
    const tried = settle(vectors, firstCentres(vectors, k, random));
    if (!best || tried.fit > best.fit) best = tried;
  }
  const assignment = bySize(best?.assignment ?? [], k);
  return { k, assignment, silhouette: silhouette(assignment, matrix, k) };
}

/** The number of clusters, 2 to `kMax`, whose silhouette is highest: which k the texts suggest by themselves. */
export function suggestClusters(vectors: Vectors, matrix: Float32Array, kMax: number): Clusters {
  const ks = Array.from({ length: Math.min(kMax, vectors.count - 1) - 1 }, (_, index) => index + 2);
  const tried = ks.map((k) => cluster(vectors, matrix, k));
  return tried.reduce(
    (best, next) => (next.silhouette > best.silhouette ? next : best),
    tried[0] ?? cluster(vectors, matrix, 1),
  );
}

/** k-means++: each next centre is drawn with a probability that grows with its distance to those chosen. */
function firstCentres(vectors: Vectors, k: number, random: () => number): Float32Array[] {
  const centres = [row(vectors, Math.floor(random() * vectors.count)).slice()];
  const distances = new Float64Array(vectors.count).fill(Number.POSITIVE_INFINITY);
  while (centres.length < k) {
    const newest = centres[centres.length - 1] ?? new Float32Array(vectors.width);
    let total = 0;
    for (let index = 0; index < vectors.count; index++) {
      const distance = Math.max(0, 1 - cosine(row(vectors, index), newest));
      distances[index] = Math.min(distances[index] ?? 0, distance);
      total += distances[index] ?? 0;
    }
    let left = random() * total;
    let chosen = 0;
    while (chosen < vectors.count - 1 && left >= (distances[chosen] ?? 0)) left -= distances[chosen++] ?? 0;
    centres.push(row(vectors, chosen).slice());
  }
  return centres;
}

function settle(vectors: Vectors, centres: Float32Array[]): { assignment: number[]; fit: number } {
  let assignment: number[] = [];
  let fit = 0;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const before = assignment;
    fit = 0;
    assignment = Array.from({ length: vectors.count }, (_, index) => {
      const cosines = centres.map((centre) => cosine(row(vectors, index), centre));
      const nearest = Math.max(...cosines);
      fit += nearest;
      return cosines.indexOf(nearest);
    });
    if (assignment.every((own, index) => own === before[index])) break;
    moveCentres(vectors, centres, assignment);
  }
  return { assignment, fit };
}

/** Each centre becomes the unit vector along the sum of its members; one without members stays where it is. */
function moveCentres(vectors: Vectors, centres: Float32Array[], assignment: readonly number[]): void {
  for (const [own, centre] of centres.entries()) {
    const members = assignment.flatMap((at, index) => (at === own ? [index] : []));
    if (members.length === 0) continue;
    centre.fill(0);
    for (const member of members) {
      for (const [at, value] of row(vectors, member).entries()) centre[at] = (centre[at] ?? 0) + value;
    }
    const length = Math.hypot(...centre) || 1;
    centre.set(centre.map((value) => value / length));
  }
}

function bySize(assignment: readonly number[], k: number): number[] {
  const sizes = Array.from({ length: k }, (_, own) => assignment.filter((at) => at === own).length);
  const order = sizes.map((_, own) => own).sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  return assignment.map((own) => order.indexOf(own));
}

/** Rousseeuw 1987, with 1 - cosine as the distance. A text alone in its cluster counts 0. */
function silhouette(assignment: readonly number[], matrix: Float32Array, k: number): number {
  const count = assignment.length;
  if (k < 2 || count < 2) return 0;
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const distances = new Float64Array(k);
    const sizes = new Float64Array(k);
    for (let other = 0; other < count; other++) {
      if (other === index) continue;
      const cluster = assignment[other] ?? 0;
      distances[cluster] = (distances[cluster] ?? 0) + 1 - (matrix[index * count + other] ?? 0);
      sizes[cluster] = (sizes[cluster] ?? 0) + 1;
    }
    const own = assignment[index] ?? 0;
    if (!sizes[own]) continue;
    const within = (distances[own] ?? 0) / (sizes[own] ?? 1);
    let between = Number.POSITIVE_INFINITY;
    for (let at = 0; at < k; at++) {
      if (at !== own && sizes[at]) between = Math.min(between, (distances[at] ?? 0) / (sizes[at] ?? 1));
    }
    if (Number.isFinite(between)) sum += (between - within) / Math.max(between, within, Number.EPSILON);
  }
  return sum / count;
}
