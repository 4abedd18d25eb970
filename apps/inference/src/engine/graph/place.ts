/** A name out of a stranger's file, fit for a sentence: bounded, without control characters. Without one: `otherwise`, or the place in line. */
export function placeOf(name: string, otherwise: string, index: number): string {
  const shown = name.replace(/\p{C}/gu, '').slice(0, 80);
  if (shown !== '') return `"${shown}"`;
  return index > 0 ? `operator ${index} of the file` : otherwise;
}
