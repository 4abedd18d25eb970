/** Round numbers from 0 to the first one that is not below `most`, at most six: the lines of a value axis. */
export function valueTicks(most: number): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  // Counts have no half: below 1 a step is 1.
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  const whole = Number.isInteger(step) ? step : Math.ceil(step);
  return Array.from({ length: Math.ceil(most / whole) + 1 }, (_, index) => index * whole);
}

/** Which of `count` points are named under the axis: the first and every so-manieth, at most `labelsMax`. */
export function labelledPoints(count: number, labelsMax: number): number[] {
  const every = Math.max(1, Math.ceil(count / labelsMax));
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every);
}
