/** The kinds of files that can be counted. */
export type FileKind = 'text' | 'csv' | 'jsonl' | 'pdf';

/** By its name; null: not a kind that is known. */
export function fileKind(name: string): FileKind | null {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'txt' || ending === 'md' || ending === 'markdown' || ending === 'mdx') return 'text';
  if (ending === 'csv' || ending === 'tsv') return 'csv';
  if (ending === 'jsonl' || ending === 'ndjson') return 'jsonl';
  return ending === 'pdf' ? 'pdf' : null;
}

/**
 * A file's text in pieces, read as it is needed: a file of any size takes no more memory than a piece. UTF-8, or UTF-16
 * where it begins with that mark. `onRead` is told the bytes read so far.
 */
export async function* textOf(file: Blob, onRead: (bytes: number) => void): AsyncGenerator<string> {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const encoding =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
  const decoder = new TextDecoder(encoding);
  let read = 0;
  for (;;) {
    const bytes = await file.slice(read, read + PIECE_BYTES).arrayBuffer();
    read += bytes.byteLength;
    const isLast = read >= file.size;
    yield decoder.decode(bytes, { stream: !isLast });
    onRead(read);
    if (isLast) return;
  }
}

const PIECE_BYTES = 262_144;
