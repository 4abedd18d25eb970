/**
 * t-SNE (van der Maaten and Hinton, 2008) in two dimensions, exact, without randomness: it starts from the two
 * given coordinates (a PCA) and runs plain gradient descent with momentum, so the same vectors give the same picture.
 * `similarity[i][j]` is a cosine; distance² = 2 − 2·cosine. Returns one [x, y] for each row.
 */
export function project(
  similarity: Float64Array[],
  start: [number, number][],
  { perplexity = 14, iterations = 1200, exaggeration = 6 } = {},
): [number, number][] {
  const count = start.length;
  const affinity = symmetricAffinities(similarity, perplexity);
  const at = start.map(([x, y]) => [x * 1e-2, y * 1e-2] as [number, number]);
  const speed = start.map(() => [0, 0] as [number, number]);
  const kernel = new Float64Array(count * count);
  for (let step = 0; step < iterations; step++) {
    const boost = step < iterations / 4 ? exaggeration : 1;
    const momentum = step < iterations / 4 ? 0.5 : 0.8;
    const total = fillKernel(kernel, at);
    for (let i = 0; i < count; i++) {
      const here = at[i] ?? [0, 0];
      let gx = 0;
      let gy = 0;
      for (let j = 0; j < count; j++) {
        const there = at[j] ?? [0, 0];
        const k = kernel[i * count + j] ?? 0;
        const pull = (boost * (affinity[i * count + j] ?? 0) - k / total) * k;
        gx += pull * (here[0] - there[0]);
        gy += pull * (here[1] - there[1]);
      }
      const v = speed[i] ?? [0, 0];
      v[0] = momentum * v[0] - 200 * gx;
      v[1] = momentum * v[1] - 200 * gy;
    }
    for (let i = 0; i < count; i++) {
      const here = at[i];
      const v = speed[i];
      if (!here || !v) continue;
      here[0] += v[0];
      here[1] += v[1];
    }
  }
  return at;
}

/** First two principal components of the rows, by power iteration from a fixed direction. */
export function principalPlane(rows: Float32Array[]): [number, number][] {
  const width = rows[0]?.length ?? 0;
  const mean = new Float64Array(width);
  for (const row of rows) for (let d = 0; d < width; d++) mean[d] = (mean[d] ?? 0) + (row[d] ?? 0) / rows.length;
  const first = component(rows, mean, []);
  const second = component(rows, mean, [first]);
  return rows.map((row) => [projectOn(row, mean, first), projectOn(row, mean, second)]);
}

function component(rows: Float32Array[], mean: Float64Array, against: Float64Array[]): Float64Array {
  let direction = new Float64Array(mean.length).map((_, d) => 1 / (1 + d));
  for (let round = 0; round < 60; round++) {
    const next = new Float64Array(mean.length);
    for (const row of rows) {
      const weight = projectOn(row, mean, direction);
      for (let d = 0; d < next.length; d++) next[d] = (next[d] ?? 0) + weight * ((row[d] ?? 0) - (mean[d] ?? 0));
    }
    for (const other of against) {
      const overlap = next.reduce((sum, value, d) => sum + value * (other[d] ?? 0), 0);
      for (let d = 0; d < next.length; d++) next[d] = (next[d] ?? 0) - overlap * (other[d] ?? 0);
    }
    const length = Math.hypot(...next) || 1;
    direction = next.map((value) => value / length);
  }
  return direction;
}

function projectOn(row: Float32Array, mean: Float64Array, direction: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < direction.length; d++) sum += ((row[d] ?? 0) - (mean[d] ?? 0)) * (direction[d] ?? 0);
  return sum;
}

function fillKernel(kernel: Float64Array, at: [number, number][]): number {
  const count = at.length;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const [xi, yi] = at[i] ?? [0, 0];
    kernel[i * count + i] = 0;
    for (let j = i + 1; j < count; j++) {
      const [xj, yj] = at[j] ?? [0, 0];
      const value = 1 / (1 + (xi - xj) ** 2 + (yi - yj) ** 2);
      kernel[i * count + j] = value;
      kernel[j * count + i] = value;
      total += 2 * value;
    }
  }
  return total;
}

/** Gaussian affinities whose width is found by bisection so that each row has the asked perplexity. */
function symmetricAffinities(similarity: Float64Array[], perplexity: number): Float64Array {
  const count = similarity.length;
  const conditional = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    const row = similarity[i] ?? new Float64Array(count);
    let low = 0;
    let high = Number.POSITIVE_INFINITY;
    let beta = 1;
    for (let round = 0; round < 50; round++) {
      const entropy = fillRow(conditional, i, row, beta);
      if (entropy > Math.log(perplexity)) low = beta;
      else high = beta;
      beta = high === Number.POSITIVE_INFINITY ? beta * 2 : (low + high) / 2;
    }
  }
  const joint = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      joint[i * count + j] = ((conditional[i * count + j] ?? 0) + (conditional[j * count + i] ?? 0)) / (2 * count);
    }
  }
  return joint;
}

function fillRow(conditional: Float64Array, i: number, row: Float64Array, beta: number): number {
  const count = row.length;
  let sum = 0;
  let weighted = 0;
  for (let j = 0; j < count; j++) {
    const squared = 2 - 2 * (row[j] ?? 0);
    const value = j === i ? 0 : Math.exp(-beta * squared);
    conditional[i * count + j] = value;
    sum += value;
    weighted += value * squared;
  }
  for (let j = 0; j < count; j++) conditional[i * count + j] = (conditional[i * count + j] ?? 0) / sum;
  return Math.log(sum) + (beta * weighted) / sum;
}
