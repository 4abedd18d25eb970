/** White space at which both sides of a cut are read as if the other were not there. */
const gap = /[ \t\n\r]/;

/**
 * A text's pieces put together anew as parts that count alone exactly what they count together: cut only before ASCII
 * white space, which ends every word and joins nothing. A part has about `characters`; a text without white space is one
 * part, whatever its length.
 */
export async function* safeParts(pieces: AsyncIterable<string>, characters: number): AsyncGenerator<string> {
  let held: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const cut = length + piece.length < characters ? -1 : lastGap(piece);
    if (cut < 0) {
      held.push(piece);
      length += piece.length;
      continue;
    }
    held.push(piece.slice(0, cut));
    const part = held.join('');
    if (part !== '') yield part;
    held = [piece.slice(cut)];
    length = piece.length - cut;
  }
  const rest = held.join('');
  if (rest !== '') yield rest;
}

function lastGap(text: string): number {
  for (let at = text.length - 1; at >= 0; at--) if (gap.test(text.charAt(at))) return at;
  return -1;
}
