import type { Source } from './count/count.worker.ts';
import { choicesOf, type Pick } from './count/documents.ts';
import { type FileKind, fileKind } from './count/file-text.ts';

/** A dropped file, with what its texts can be taken from and what was chosen. */
export interface SourceFile {
  id: string;
  file: File;
  kind: FileKind;
  /** Columns of a csv or paths of a jsonl; empty: there is nothing to choose. */
  choices: { name: string; sample: string }[];
  pick: Pick;
}

/** Reads a dropped file's head; a sentence where it can't be counted. */
export async function openSourceFile(file: File, id: string): Promise<SourceFile | string> {
  const kind = fileKind(file.name);
  if (!kind) return `${file.name}: only txt, md, csv, tsv, jsonl and pdf files can be counted.`;
  try {
    const choices = await choicesOf(file, kind);
    if (kind === 'jsonl' && choices.length === 0) return `${file.name}: the first line holds no text.`;
    if (kind === 'csv' && choices.length === 0) return `${file.name} is empty.`;
    return { id, file, kind, choices, pick: likelyPick(kind, choices) };
  } catch (error) {
    return `${file.name}: ${error instanceof Error ? error.message : 'it cannot be read.'}`;
  }
}

/** What is to be counted, once every file has something chosen. */
export function sourcesOf(files: readonly SourceFile[], text: string, eachLine: boolean): Source[] {
  const sources: Source[] = files.map(({ file, kind, pick }) => ({ file, kind, pick }));
  const texts = (eachLine ? text.split('\n') : [text]).filter((one) => one.trim() !== '');
  return texts.length > 0 ? [...sources, { texts }] : sources;
}

/** The column or path that most likely holds the text: named so, else with the longest sample. */
function likelyPick(kind: FileKind, choices: SourceFile['choices']): Pick {
  if (choices.length === 0) return {};
  const longest = choices.reduce((best, one) => (one.sample.length > best.sample.length ? one : best));
  const chosen = choices.find(({ name }) => /^(?:body\.)?(?:text|content|body|input|document)$/i.test(name)) ?? longest;
  return kind === 'csv' ? { columns: [choices.indexOf(chosen)] } : { path: chosen.name };
}
