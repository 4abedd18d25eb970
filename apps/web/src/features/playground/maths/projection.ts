import { seededRandom } from './random.ts';

/** x and y of each text, both from 0 to 1. */
export type Points = { x: number; y: number }[];

const ROUNDS = 400;
const PERPLEXITY_MAX = 20;

/**
 * A map of up to some hundred texts: t-SNE (van der Maaten and Hinton 2008) over distances 1 - cosine, started from the two
 * principal axes so that the same texts always give the same map. Near texts lie near; distances between far groups mean
 * nothing. `onRound` is told the share done, 0 to 1.
 */
export function project(count: number, matrix: Float32Array, onRound: (share: number) => void = () => {}): Points {
  const start = principalAxes(count, matrix);
  if (count < 5) return toUnitSquare(start);
  const affinities = jointAffinities(count, matrix, Math.min(PERPLEXITY_MAX, (count - 1) / 3));
  const at = scaleTo(start, 1e-2);
  const speed = new Float64Array(2 * count);
  const gains = new Float64Array(2 * count).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    // Early exaggeration draws groups together before they push each other apart.
    const slope = gradient(count, at, affinities, round < 100 ? 8 : 1);
    const momentum = round < 100 ? 0.5 : 0.8;
    const rate = Math.max(10, count / 8);
    for (let index = 0; index < at.length; index++) {
      const sameWay = (slope[index] ?? 0) > 0 === (speed[index] ?? 0) > 0;
      gains[index] = Math.max(0.01, sameWay ? (gains[index] ?? 1) * 0.8 : (gains[index] ?? 1) + 0.2);
      speed[index] = momentum * (speed[index] ?? 0) - rate * (gains[index] ?? 1) * (slope[index] ?? 0);
      at[index] = (at[index] ?? 0) + (speed[index] ?? 0);
    }
    if (round % 20 === 0) onRound(round / ROUNDS);
  }
  onRound(1);
  return toUnitSquare(at);
}

/** The two axes along which the texts differ most (classical scaling of the cosines), x and y in turn. */
function principalAxes(count: number, matrix: Float32Array): Float64Array {
  const centred = centre(count, matrix);
  const axes: Float64Array[] = [];
  for (let axis = 0; axis < 2; axis++) axes.push(strongestAxis(count, centred, axes));
  const at = new Float64Array(2 * count);
  for (let index = 0; index < count; index++) {
    at[2 * index] = axes[0]?.[index] ?? 0;
    at[2 * index + 1] = axes[1]?.[index] ?? 0;
  }
  return at;
}

/** Double centring: the Gram matrix as if the mean of all vectors were the origin. */
function centre(count: number, matrix: Float32Array): Float64Array {
  const means = new Float64Array(count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) means[a] = (means[a] ?? 0) + (matrix[a * count + b] ?? 0) / count;
  }
  const mean = means.reduce((sum, value) => sum + value, 0) / count;
  return Float64Array.from(matrix, (value, at) => {
    return value - (means[Math.floor(at / count)] ?? 0) - (means[at % count] ?? 0) + mean;
  });
}

/** Power iteration, kept orthogonal to the axes found before. Scaled by the root of its eigenvalue. */
function strongestAxis(count: number, gram: Float64Array, found: readonly Float64Array[]): Float64Array {
  const random = seededRandom(found.length + 1);
  let axis = Float64Array.from({ length: count }, () => random() - 0.5);
  let strength = 0;
  for (let round = 0; round < 100; round++) {
    const next = new Float64Array(count);
    for (let a = 0; a < count; a++) {
      let sum = 0;
      for (let b = 0; b < count; b++) sum += (gram[a * count + b] ?? 0) * (axis[b] ?? 0);
      next[a] = sum;
    }
    for (const other of found) subtractAlong(next, other);
    strength = Math.hypot(...next);
    if (strength < 1e-12) return new Float64Array(count);
    axis = next.map((value) => value / strength);
  }
  return axis.map((value) => value * Math.sqrt(strength));
}

function subtractAlong(vector: Float64Array, axis: Float64Array): void {
  let [dot, square] = [0, 0];
  for (let index = 0; index < axis.length; index++) {
    dot += (vector[index] ?? 0) * (axis[index] ?? 0);
    square += (axis[index] ?? 0) ** 2;
  }
  if (square === 0) return;
  for (let index = 0; index < axis.length; index++)
    vector[index] = (vector[index] ?? 0) - (dot / square) * (axis[index] ?? 0);
}

/** How near each text counts to each other one: Gaussians as wide as gives everyone the same number of neighbours. */
function jointAffinities(count: number, matrix: Float32Array, perplexity: number): Float64Array {
  const joint = new Float64Array(count * count);
  for (let own = 0; own < count; own++) {
    const row = neighbourShares(count, matrix, own, Math.log(perplexity));
    for (let other = 0; other < count; other++) {
      const share = (row[other] ?? 0) / (2 * count);
      joint[own * count + other] = (joint[own * count + other] ?? 0) + share;
      joint[other * count + own] = (joint[other * count + own] ?? 0) + share;
    }
  }
  return joint.map((value) => Math.max(value, 1e-12));
}

/** One row: shares that sum to 1 and whose entropy is as asked, found by halving the interval of the precision. */
function neighbourShares(count: number, matrix: Float32Array, own: number, entropyWanted: number): Float64Array {
  const shares = new Float64Array(count);
  let [low, high, precision] = [0, Number.POSITIVE_INFINITY, 1];
  for (let step = 0; step < 60; step++) {
    let [total, weighted] = [0, 0];
    for (let other = 0; other < count; other++) {
      const distance = Math.max(0, 2 - 2 * (matrix[own * count + other] ?? 0));
      const weight = other === own ? 0 : Math.exp(-precision * distance);
      shares[other] = weight;
      total += weight;
      weighted += weight * distance;
    }
    total = Math.max(total, Number.MIN_VALUE);
    for (let other = 0; other < count; other++) shares[other] = (shares[other] ?? 0) / total;
    const entropy = Math.log(total) + (precision * weighted) / total;
    if (Math.abs(entropy - entropyWanted) < 1e-5) break;
    if (entropy > entropyWanted) low = precision;
    else high = precision;
    precision = high === Number.POSITIVE_INFINITY ? precision * 2 : (low + high) / 2;
  }
  return shares;
}

function gradient(count: number, at: Float64Array, affinities: Float64Array, exaggeration: number): Float64Array {
  const weights = new Float64Array(count * count);
  let total = 0;
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const dx = (at[2 * a] ?? 0) - (at[2 * b] ?? 0);
      const dy = (at[2 * a + 1] ?? 0) - (at[2 * b + 1] ?? 0);
      const weight = 1 / (1 + dx * dx + dy * dy);
      weights[a * count + b] = weight;
      total += 2 * weight;
    }
  }
  const slope = new Float64Array(2 * count);
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const weight = weights[a * count + b] ?? 0;
      const pull = 4 * (exaggeration * (affinities[a * count + b] ?? 0) - weight / total) * weight;
      for (let axis = 0; axis < 2; axis++) {
        const force = pull * ((at[2 * a + axis] ?? 0) - (at[2 * b + axis] ?? 0));
        slope[2 * a + axis] = (slope[2 * a + axis] ?? 0) + force;
        slope[2 * b + axis] = (slope[2 * b + axis] ?? 0) - force;
      }
    }
  }
  return slope;
}

function scaleTo(at: Float64Array, size: number): Float64Array {
  const largest = at.reduce((max, value) => Math.max(max, Math.abs(value)), 0) || 1;
  return at.map((value) => (value / largest) * size);
}

/** Into the unit square, both axes by the same factor; a single point lies in the middle. */
function toUnitSquare(at: Float64Array): Points {
  const points = Array.from({ length: at.length / 2 }, (_, index) => ({
    x: at[2 * index] ?? 0,
    y: at[2 * index + 1] ?? 0,
  }));
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [wide, tall] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const size = Math.max(wide, tall) || 1;
  return points.map(({ x, y }) => ({
    x: (x - left + (size - wide) / 2) / size,
    y: (y - top + (size - tall) / 2) / size,
  }));
}
