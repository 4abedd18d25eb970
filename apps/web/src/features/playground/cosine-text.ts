/** A cosine as people compare it: two digits, with a true minus. */
export function cosineText(cosine: number): string {
  const text = cosine.toFixed(2);
  return (text === '-0.00' ? '0.00' : text).replace('-', '−');
}
