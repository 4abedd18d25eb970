import { type ApiCounting, openApiCounter } from './api-counter.ts';
import { countDocuments, type Lengths, totalsOf } from './count-documents.ts';
import { type Document, documentsOf, type Pick } from './documents.ts';
import type { FileKind } from './file-text.ts';
import { openOpenaiSample } from './openai-sample.ts';
import { openTokenCounter, type TokenCounter } from './token-counter.ts';

/** A file to count, or texts. */
export type Source = { file: Blob; kind: FileKind; pick: Pick } | { texts: string[] };

/** `api`: count there instead of here. */
export type ToCounter = { id: number; sources: Source[]; api: ApiCounting | null };

export type FromCounter =
  | { id: number; progress: { bytes: number; documents: number; tokens: number } }
  | { id: number; lengths: Lengths; openaiPerMille: number | null }
  | { id: number; error: string };

/** Told at most so often, so that a page with millions of short documents has time for other things. */
const PROGRESS_EVERY_MS = 80;

let bundled: TokenCounter | null = null;

/** The thread in which texts are counted. Ending it is how a count is cancelled. */
self.addEventListener('message', ({ data }: MessageEvent<ToCounter>) => {
  const send = (message: FromCounter) => self.postMessage(message);
  count(data, send).catch((error: unknown) =>
    send({ id: data.id, error: error instanceof Error ? error.message : String(error) }),
  );
});

async function count({ id, sources, api }: ToCounter, send: (message: FromCounter) => void): Promise<void> {
  const counter = api ? openApiCounter(api, fetch) : await openBundled();
  // Prices elsewhere do without it where it can't be loaded.
  const sample = await openOpenaiSample().catch(() => null);
  const lengths: Lengths = new Map();
  let finished = 0;
  let read = 0;
  let unfinished = 0;
  let toldAt = 0;
  const tell = () => {
    const now = performance.now();
    if (now - toldAt < PROGRESS_EVERY_MS) return;
    toldAt = now;
    const { documents, tokens } = totalsOf(lengths);
    send({ id, progress: { bytes: finished + read, documents, tokens: tokens + unfinished } });
  };
  const onCounted = (tokens: number) => {
    unfinished = tokens;
    tell();
  };
  for (const source of sources) {
    const onRead = (bytes: number) => {
      read = bytes;
      tell();
    };
    const documents =
      'texts' in source ? eachOf(source.texts) : documentsOf(source.file, source.kind, source.pick, onRead);
    await countDocuments(documents, counter, lengths, sample, onCounted);
    if ('file' in source) finished += source.file.size;
    read = 0;
    unfinished = 0;
  }
  send({ id, lengths, openaiPerMille: sample?.perMille ?? null });
}

async function* eachOf(texts: readonly string[]): AsyncGenerator<Document> {
  for (const text of texts)
    yield (async function* () {
      yield text;
    })();
}

/** The bundled models' own files, under addresses that change with their content. */
async function openBundled(): Promise<TokenCounter> {
  if (bundled) return bundled;
  const [tokenizer, folder] = await Promise.all([
    readJson(new URL('../../../../../inference/models/plugsky-embed/tokenizer.json', import.meta.url)),
    readJson(new URL('../../../../../inference/models/plugsky-embed/gridsky.json', import.meta.url)),
  ]);
  bundled = openTokenCounter(tokenizer, folder);
  return bundled;
}

async function readJson(url: URL): Promise<unknown> {
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok) throw new Error('The tokenizer could not be loaded. Check the connection and try again.');
  return answer.json();
}
