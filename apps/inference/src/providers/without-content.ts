/** Of what was said, the beginning is looked at, and a few sentences of that are kept. */
const READ_MAX = 4_000;
const LENGTH_MAX = 500;
const TAIL = 1_000;
/** A shorter text, or piece of one, may stand in anybody's sentence by chance. */
const ECHO_LENGTH_MIN = 8;
/** Pieces of this length, one after the other, find an echo of twice their length wherever it begins. */
const PIECE = 16;

/**
 * What a provider said as it may be logged: its beginning, without the key that it was sent and without what it repeats of the caller's
 * texts. Takes time in the length of the texts, whatever was said.
 */
export function withoutContent(said: string, secret: string | null, texts: readonly string[]): string {
  let clean = said.slice(0, READ_MAX);
  for (const spelling of secret === null ? [] : spellings(secret)) clean = clean.replaceAll(spelling, '[secret]');
  clean = withoutEchoes(clean, texts);
  // Where it was cut, the beginning of a key may stand.
  return clean.slice(0, said.length > READ_MAX ? Math.max(0, Math.min(LENGTH_MAX, clean.length - TAIL)) : LENGTH_MAX);
}

/** As it stands inside JSON, and as it is. */
function spellings(text: string): string[] {
  return [...new Set([JSON.stringify(text).slice(1, -1), text])];
}

function withoutEchoes(said: string, texts: readonly string[]): string {
  if (said.length < ECHO_LENGTH_MIN) return said;
  const isEcho = new Uint8Array(said.length);
  const places = placesOf(said);
  for (const spelling of texts.flatMap(spellings)) {
    if (spelling.length < ECHO_LENGTH_MIN) continue;
    if (spelling.length < 2 * PIECE) markWhole(said, spelling, isEcho);
    else markPieces(said, spelling, places, isEcho);
  }
  let clean = '';
  for (let place = 0; place < said.length; place++) {
    if (!isEcho[place]) clean += said[place];
    else if (!isEcho[place - 1]) clean += '[text]';
  }
  return clean;
}

function placesOf(said: string): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let place = 0; place + PIECE <= said.length; place++) {
    const piece = said.slice(place, place + PIECE);
    const known = places.get(piece);
    if (known) known.push(place);
    else places.set(piece, [place]);
  }
  return places;
}

function markWhole(said: string, text: string, isEcho: Uint8Array): void {
  for (let at = said.indexOf(text); at >= 0; at = said.indexOf(text, at + text.length)) {
    isEcho.fill(1, at, at + text.length);
  }
}

function markPieces(said: string, text: string, places: Map<string, number[]>, isEcho: Uint8Array): void {
  for (let start = 0; start + PIECE <= text.length; start += PIECE) {
    const piece = text.slice(start, start + PIECE);
    for (const place of places.get(piece) ?? []) {
      let [from, to] = [place, place + PIECE];
      while (from > 0 && said[from - 1] === text[start - (place - from) - 1]) from--;
      while (to < said.length && said[to] === text[start + (to - place)]) to++;
      isEcho.fill(1, from, to);
    }
    // Each piece once: a text that repeats itself would be gone through again and again.
    places.delete(piece);
  }
}
