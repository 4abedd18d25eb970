import { readSync } from 'node:fs';

/** Bytes that are looked at here and there: a graph's weights are stepped over, not read. */
export type ByteSource = {
  size: number;
  /** Bytes of the source, which the caller knows to be there; the view is good until the next call. */
  at(from: number, length: number): Buffer;
};

const WINDOW_BYTES = 64 * 1_024;

/** An open file, read a window at a time. */
export function fileSource(file: number, size: number): ByteSource {
  const window = Buffer.alloc(WINDOW_BYTES);
  let start = 0;
  let held = 0;
  return {
    size,
    at(from, length) {
      if (length > WINDOW_BYTES) throw new RangeError(`${length} bytes are more than a window.`);
      if (from < start || from + length > start + held) {
        start = from;
        held = readSync(file, window, 0, WINDOW_BYTES, from);
        if (held < length) throw new RangeError('The file became shorter while it was read.');
      }
      return window.subarray(from - start, from - start + length);
    },
  };
}

export function bufferSource(buffer: Buffer): ByteSource {
  return { size: buffer.length, at: (from, length) => buffer.subarray(from, from + length) };
}
