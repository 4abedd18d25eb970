import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { languageSample } from '@gridsky/tokenizer/testing';

export interface Workload {
  name: string;
  /** The calls of a round: each is given a list of texts. Other texts in each round, where there are enough. */
  calls(round: number): string[][];
}

const textsPerRound = 512;

/** English in ASCII and many languages; real texts of `../shared/data/eval` where they are, else of the sample. */
export function workloads(shared: string): Workload[] {
  const sample = languageSample().map(({ text }) => text);
  const lines = (path: string) => {
    const file = resolve(shared, 'data/eval', path);
    return existsSync(file) ? gunzipSync(readFileSync(file)).toString('utf8').split('\n') : null;
  };
  const isAscii = (text: string) => /^[\x20-\x7e]+$/.test(text);
  const short = (lines('stsb/stsb-en-train.csv.gz') ?? sample).map((line) => line.split(',')[0] ?? '').filter(isAscii);
  const long = (lines('scifact/corpus.jsonl.gz') ?? [sample.filter(isAscii).join(' ').repeat(4)]).filter(isAscii);
  const many = shuffled((lines('tatoeba/tatoeba-v1.tar.gz') ?? sample).filter((line) => !isAscii(line)));
  return [
    { name: 'ASCII, short, one a call', calls: (round) => part(short, round).map((text) => [text]) },
    { name: 'ASCII, short, 256 a call', calls: (round) => chunks(part(short, round)) },
    { name: 'ASCII, long, one a call', calls: (round) => part(long, round, 64).map((text) => [text]) },
    {
      name: `${lines('tatoeba/tatoeba-v1.tar.gz') ? 112 : 100} languages, 256 a call`,
      calls: (round) => chunks(part(many, round)),
    },
  ];
}

function part(texts: string[], round: number, count = textsPerRound): string[] {
  return Array.from({ length: count }, (_, at) => texts[(round * count + at) % texts.length] ?? '');
}

function chunks(texts: string[]): string[][] {
  return Array.from({ length: Math.ceil(texts.length / 256) }, (_, at) => texts.slice(256 * at, 256 * (at + 1)));
}

/** In an order without order, but the same in each run. */
function shuffled(texts: string[]): string[] {
  return texts
    .map((text, at) => ({ text, key: Math.imul(at + 1, 0x9e3779b1) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ text }) => text);
}
