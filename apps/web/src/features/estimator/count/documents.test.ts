import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvRecords, separatorOf } from './csv-records.ts';
import { choicesOf, documentsOf, type Pick } from './documents.ts';
import { type FileKind, fileKind } from './file-text.ts';
import { linesOf, textPaths } from './json-lines.ts';

/** A text cut at any places. */
const cuts = (text: string, places: number[]) => {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [...at, text.length].map((to, index) => text.slice(at[index - 1] ?? 0, to));
};
const cell = fc.string({ unit: fc.constantFrom('a', 'é', '犬', '"', ',', ';', '\n', ' '), maxLength: 6 });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('csv records come out as they were written, wherever the text is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (records, places, lineBreak, quoteAll) => {
        const write = (text: string) => (quoteAll || /[",\n]/.test(text) ? quoted(text) : text);
        const text = records.map((record) => record.map(write).join(',') + lineBreak).join('');
        const reader = new CsvRecords(',');
        const read = [...cuts(text, places).flatMap((piece) => [...reader.push(piece)]), ...reader.end()];
        expect(read).toEqual(records);
      },
    ),
    { numRuns: 500 },
  );
});

test('the separator is the one of the header', () => {
  expect(['a,b,c', 'a;b;c', 'a\tb', '"a,b,c";d', 'alone'].map(separatorOf)).toEqual([',', ';', '\t', ';', ',']);
});

test('lines come out whole, wherever the text is cut; empty ones do not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('{"a":1}', 'x', '', ' ')), fc.array(fc.nat()), async (lines, places) => {
      async function* pieces() {
        yield* cuts(lines.join('\n'), places);
      }
      const read: string[] = [];
      for await (const line of linesOf(pieces())) read.push(line);
      expect(read).toEqual(lines.filter((line) => line.trim() !== ''));
    }),
  );
});

test('a jsonl offers what holds text', () => {
  expect(textPaths('{"id":1,"text":"a","body":{"input":["a","b"],"n":2},"none":[],"mixed":["a",1]}')).toEqual([
    'text',
    'body.input',
  ]);
  expect(textPaths('"alone"')).toEqual(['']);
  expect(() => textPaths('{"a":')).toThrow('Line 1 is not JSON');
});

test.each<[string, FileKind, Pick, string, string[]]>([
  ['a text file is one document', 'text', {}, 'one\ntwo', ['one\ntwo']],
  ['UTF-8 with its mark loses the mark', 'text', {}, '\ufeffone', ['one']],
  [
    'each record of a csv is one, its chosen columns joined',
    'csv',
    { columns: [0, 2] },
    'a,b,c\n1,2,3\n4,5',
    ['1\n3', '4\n'],
  ],
  [
    'each line of a jsonl is one',
    'jsonl',
    { path: 'a.b' },
    '{"a":{"b":"x"}}\n\n{"a":{"b":["y","z"]}}',
    ['x', 'y', 'z'],
  ],
  ['a line without the field has none', 'jsonl', { path: 'a' }, '{"a":"x"}\n{"b":"y"}', ['x']],
])('%s', async (_name, kind, pick, content, wanted) => {
  expect(await read(new Blob([content]), kind, pick)).toEqual(wanted);
});

test('UTF-16 is read where the file begins with its mark', async () => {
  expect(await read(new Blob([new Uint8Array(Buffer.from('\ufeffé犬', 'utf16le'))]), 'text', {})).toEqual(['é犬']);
});

test('a broken line is named', async () => {
  await expect(read(new Blob(['{"a":"x"}\nnot json']), 'jsonl', { path: 'a' })).rejects.toThrow('Line 2 is not JSON.');
});

test('columns of a csv are offered with the first record’s cells', async () => {
  expect(await choicesOf(new Blob(['id;text\n1;"a; dog"\n']), 'csv')).toEqual([
    { name: 'id', sample: '1' },
    { name: 'text', sample: 'a; dog' },
  ]);
});

test('files are known by their names', () => {
  expect(['a.TXT', 'b.md', 'c.csv', 'd.tsv', 'e.jsonl', 'f.ndjson', 'g.pdf', 'h.json', 'i'].map(fileKind)).toEqual([
    'text',
    'text',
    'csv',
    'csv',
    'jsonl',
    'jsonl',
    'pdf',
    null,
    null,
  ]);
});

async function read(file: Blob, kind: FileKind, pick: Pick): Promise<string[]> {
  const texts: string[] = [];
  for await (const document of documentsOf(file, kind, pick, () => undefined)) {
    let text = '';
    for await (const piece of document) text += piece;
    texts.push(text);
  }
  return texts;
}
