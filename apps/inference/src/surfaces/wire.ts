import type { BodyLimits } from './read-body.ts';

/** How bodies go in and answers out, the same for every dialect. */
export type Wire = {
  body: BodyLimits;
  /**
   * Whether answers with floats are compressed for clients that ask. A vector's digits shrink to less than half, for 0.2 ms (br)
   * to 0.5 ms (gzip) of CPU for 1,536 numbers: worth it over links slower than some 200 Mbit/s, not within a data centre, and
   * base64 (what SDKs ask for by default) needs as few bytes without.
   */
  compressFloats: boolean;
};
