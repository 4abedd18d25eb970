/** Bytes that a float32 takes at most: a sign and the 21 digits that JavaScript writes before it turns to exponents. */
export const FLOAT_BYTES_MAX = 22;

const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
/** Fewer significant digits don't always read back to the same float32; more are never needed. */
const DIGITS_MAX = 9;

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);
const double = new Float64Array(1);
const doubleBits = new Uint32Array(double.buffer);

/**
 * Writes the shortest decimal that reads back to the same float32, and returns where it ends. A client may read it as a
 * double first, or straight as a float32. `value` must be a finite float32. −0 is written as 0: JSON readers disagree about
 * it, and no vector means anything by it.
 */
export function writeFloat(out: Uint8Array, at: number, value: number): number {
  if (value === 0) return writeText(out, at, '0');
  const size = Math.abs(value);
  // Below, JSON numbers have exponents; above, and at powers of two, where the gaps beside a number differ, nothing is hurried.
  if (size < 1e-5 || size >= 1e6 || isPowerOfTwo(value)) return writeText(out, at, shortestText(value));

  // Eight digits suffice for about half of all numbers: from there up if they don't, else down while fewer do.
  const places = 8 - magnitudeOf(size);
  let whole = Math.round(size * (POWERS[places] ?? 0));
  if (!readsBack(whole, places, size)) {
    const nine = Math.round(size * (POWERS[places + 1] ?? 0));
    if (!readsBack(nine, places + 1, size)) return writeText(out, at, shortestText(value));
    return writeSigned(out, at, value, nine, places + 1);
  }
  let fewer = places;
  while (fewer > 1) {
    const shorter = Math.round(size * (POWERS[fewer - 1] ?? 0));
    if (!readsBack(shorter, fewer - 1, size)) break;
    whole = shorter;
    fewer--;
  }
  return writeSigned(out, at, value, whole, fewer);
}

function writeSigned(out: Uint8Array, at: number, value: number, whole: number, places: number): number {
  if (value > 0) return writeDecimal(out, at, whole, places);
  out[at] = 45;
  return writeDecimal(out, at + 1, whole, places);
}

/** Digits before the point; for 0.00ddd minus the zeros after it. */
function magnitudeOf(size: number): number {
  if (size < 1) {
    // The most of a unit vector's numbers come first.
    if (size >= 0.01) return size >= 0.1 ? 0 : -1;
    if (size >= 0.001) return -2;
    return size >= 0.0001 ? -3 : -4;
  }
  let magnitude = 1;
  while (size >= (POWERS[magnitude] ?? 0)) magnitude++;
  return magnitude;
}

/** Whether the whole number reads back to `size` when the point is set before its last `places` digits. */
function readsBack(whole: number, places: number, size: number): boolean {
  const read = whole / (POWERS[places] ?? 0);
  if (Math.fround(read) !== size) return false;
  // Just between two float32: a reader that goes through a double may choose the other one.
  double[0] = read;
  return ((doubleBits[0] ?? 0) & 0x1fffffff) !== 0x10000000;
}

/**
 * Writes a whole number below 10^9 with the point set before its last `places` digits (at least one); zeros at the end of the
 * fraction are left out. Two digits at a time, in whole-number arithmetic.
 */
function writeDecimal(out: Uint8Array, at: number, whole: number, places: number): number {
  let rest = whole | 0;
  let left = places;
  while (left > 0 && rest % 10 === 0) {
    rest = (rest / 10) | 0;
    left--;
  }
  if (left === 0) return writeText(out, at, String(rest));
  const power = POWERS[left] ?? 0;
  let before = 0;
  if (rest >= power) {
    before = Math.floor(rest / power);
    rest = (rest - before * power) | 0;
  }
  let end = at;
  if (before < 10) out[end++] = 48 + before;
  else end = writeText(out, end, String(before));
  out[end++] = 46;
  let place = end + left;
  const written = place;
  for (; place - end >= 2; place -= 2) {
    const next = (rest / 100) | 0;
    const pair = rest - next * 100;
    const tens = (pair / 10) | 0;
    out[place - 2] = 48 + tens;
    out[place - 1] = 48 + pair - tens * 10;
    rest = next;
  }
  if (place > end) out[place - 1] = 48 + rest;
  return written;
}

function isPowerOfTwo(value: number): boolean {
  float[0] = value;
  return ((floatBits[0] ?? 0) & 0x7fffff) === 0;
}

function shortestText(value: number): string {
  for (let digits = 1; digits < DIGITS_MAX; digits++) {
    const text = Number(value.toPrecision(digits));
    if (Math.fround(text) === value) return String(text);
  }
  return String(Number(value.toPrecision(DIGITS_MAX)));
}

function writeText(out: Uint8Array, at: number, text: string): number {
  for (let index = 0; index < text.length; index++) out[at + index] = text.charCodeAt(index);
  return at + text.length;
}
