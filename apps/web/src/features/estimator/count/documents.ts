import { CsvRecords, separatorOf } from './csv-records.ts';
import { type FileKind, textOf } from './file-text.ts';
import { linesOf, textPaths, textsAt } from './json-lines.ts';
import { pdfText } from './pdf-text.ts';

/** Where the texts of a file are: columns of a csv (from 0), or a dotted path of a jsonl. */
export interface Pick {
  columns?: number[];
  path?: string;
}

/** A document: its text in pieces. */
export type Document = AsyncIterable<string>;

/**
 * The documents of a file: a text file or a pdf is one; each record of a csv and each line of a jsonl is one (a list of
 * texts: as many). The next one may be asked for only when this one has been read.
 */
export async function* documentsOf(
  file: Blob,
  kind: FileKind,
  pick: Pick,
  onRead: (bytes: number) => void,
): AsyncGenerator<Document> {
  if (kind === 'text') yield textOf(file, onRead);
  else if (kind === 'pdf') yield pdfText(file, onRead);
  else if (kind === 'csv') {
    for await (const record of recordsOf(file, onRead)) {
      yield once((pick.columns ?? []).map((column) => record[column] ?? '').join('\n'));
    }
  } else {
    let line = 0;
    for await (const text of linesOf(textOf(file, onRead))) {
      for (const one of textsAt(text, ++line, pick.path ?? '')) yield once(one);
    }
  }
}

/** What may be chosen of a file, with a look at its first document: column names of a csv, paths of a jsonl; else none. */
export async function choicesOf(file: Blob, kind: FileKind): Promise<{ name: string; sample: string }[]> {
  const head = file.slice(0, 1_048_576);
  if (kind === 'csv') {
    let header: string[] | null = null;
    for await (const record of recordsOf(head, () => undefined, true)) {
      if (header) return header.map((name, at) => ({ name: name || `Column ${at + 1}`, sample: record[at] ?? '' }));
      header = record;
    }
    return (header ?? []).map((name, at) => ({ name: name || `Column ${at + 1}`, sample: '' }));
  }
  if (kind !== 'jsonl') return [];
  for await (const line of linesOf(textOf(head, () => undefined))) {
    return textPaths(line).map((path) => ({ name: path, sample: textsAt(line, 1, path)[0] ?? '' }));
  }
  return [];
}

async function* recordsOf(file: Blob, onRead: (bytes: number) => void, withHeader = false): AsyncGenerator<string[]> {
  let records: CsvRecords | null = null;
  let isHeader = !withHeader;
  const wanted = (record: string[]) => {
    const isWanted = !isHeader;
    isHeader = false;
    return isWanted ? [record] : [];
  };
  for await (const piece of textOf(file, onRead)) {
    records ??= new CsvRecords(separatorOf(piece.slice(0, piece.indexOf('\n') < 0 ? undefined : piece.indexOf('\n'))));
    for (const record of records.push(piece)) yield* wanted(record);
  }
  for (const record of records?.end() ?? []) yield* wanted(record);
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
