/** Lowest and highest value of each column when a vector is drawn in fewer columns than it has numbers. */
export function vectorEnvelope(vector: readonly number[], columns: number): { low: number; high: number }[] {
  const count = Math.min(columns, vector.length);
  return Array.from({ length: count }, (_, column) => {
    const from = Math.floor((column * vector.length) / count);
    const to = Math.floor(((column + 1) * vector.length) / count);
    const values = vector.slice(from, to);
    // Bars stand on the zero line, so a column of positive numbers reaches down to it.
    return { low: Math.min(0, ...values), high: Math.max(0, ...values) };
  });
}
