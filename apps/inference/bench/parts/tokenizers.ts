import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Tokenizer as JavaScriptTokenizer } from '@huggingface/tokenizers';
import { packageRoot } from '../../src/engine/package-root.ts';
import { huggingFaceEncoder } from '../../src/engine/tokenize/hugging-face.ts';
import { openEncoder } from '../../src/engine/tokenize/open-encoder.ts';
import type { Part } from '../result.ts';
import { type Workload, workloads } from '../tokenizer-workloads.ts';

const shared = resolve(packageRoot, '../../../shared');
const files = {
  'plugsky-embed (Unigram)': resolve(packageRoot, 'models/plugsky-embed/tokenizer.json'),
  'BERT uncased (WordPiece)': resolve(shared, 'models/tokenizer-bert-uncased/tokenizer.json'),
};

type Encode = (texts: readonly string[]) => Promise<number>;
interface Spent {
  wallMs: number;
  cpuMs: number;
}

/** S10: our tokenizers, the official package (threads) and @huggingface/tokenizers (pure JavaScript), by turns on the same texts. */
export async function tokenizers(rounds: number): Promise<Part[]> {
  const parts: Part[] = [];
  for (const [name, file] of Object.entries(files)) {
    if (existsSync(file)) parts.push(await compare(name, file, rounds));
  }
  return parts;
}

async function compare(name: string, file: string, rounds: number): Promise<Part> {
  const { encoders, opening } = await open(file);
  const rows: Part['rows'] = [];
  for (const workload of workloads(shared)) rows.push(await row(encoders, workload, rounds));
  return {
    title: `S10: tokenizers, ${name}`,
    about: `Times by which ours is faster. ${opening} ${await longText(encoders.ours)} Promise: ≥ 10 × @huggingface/tokenizers on ASCII.`,
    rows,
  };
}

async function open(
  file: string,
): Promise<{ encoders: Record<'ours' | 'official' | 'javaScript', Encode>; opening: string }> {
  const json = readFileSync(file, 'utf8');
  const spent: Record<string, Spent[]> = {};
  const timed = async <Opened>(who: string, opening: () => Promise<Opened> | Opened) => {
    const { result, ...times } = await measure(async () => opening());
    spent[who] = [...(spent[who] ?? []), times];
    return result;
  };
  const opened = async () => ({
    ours: await timed('ours', () => openEncoder(file)),
    official: await timed('official', () => huggingFaceEncoder(file, json)),
    javaScript: await timed('JavaScript', () => new JavaScriptTokenizer(JSON.parse(json), {})),
  });
  const { ours, official, javaScript } = await opened();
  for (let again = 0; again < 4; again++) await opened();
  const opening = Object.entries(spent).map(([who, times]) => `${who} ${describeOpening(times)}`);
  const tokensOf = (encoded: Int32Array[]) => encoded.reduce((sum, ids) => sum + ids.length, 0);
  const options = { addSpecialTokens: true };
  return {
    opening: `Opening, CPU ms, first and then median: ${opening.join('; ')}.`,
    encoders: {
      ours: async (texts) => tokensOf(await ours.encode(texts, options)),
      official: async (texts) => tokensOf(await official.encode(texts, options)),
      javaScript: async (texts) => texts.reduce((sum, text) => sum + javaScript.encode(text).ids.length, 0),
    },
  };
}

async function row(
  encoders: Record<'ours' | 'official' | 'javaScript', Encode>,
  workload: Workload,
  rounds: number,
): Promise<Part['rows'][number]> {
  const total: Record<string, Spent & { tokens: number }> = {};
  // The first round warms up: it compiles, and meets the most frequent words.
  for (let round = 0; round <= rounds; round++) {
    const calls = workload.calls(round);
    for (const [who, encode] of Object.entries(encoders)) {
      const { result, wallMs, cpuMs } = await measure(async () => {
        let tokens = 0;
        for (const texts of calls) tokens += await encode(texts);
        return tokens;
      });
      const sum = round > 0 && total[who] ? total[who] : { wallMs: 0, cpuMs: 0, tokens: 0 };
      if (round > 0)
        total[who] = { wallMs: sum.wallMs + wallMs, cpuMs: sum.cpuMs + cpuMs, tokens: sum.tokens + result };
    }
  }
  const { ours, official, javaScript } = total;
  if (!ours || !official || !javaScript) throw new Error('No round was measured.');
  if (ours.tokens !== official.tokens)
    throw new Error(`${workload.name}: ${ours.tokens} and ${official.tokens} tokens.`);
  const times = (other: number, own: number) => `${(other / own).toFixed(1)} ×`;
  return {
    what: workload.name,
    figures: {
      tokens: String(ours.tokens),
      'ours, tokens/s': `${(ours.tokens / ours.wallMs / 1_000).toFixed(2)} M`,
      'CPU: JavaScript': times(javaScript.cpuMs, ours.cpuMs),
      'CPU: official': times(official.cpuMs, ours.cpuMs),
      'wall: JavaScript': times(javaScript.wallMs, ours.wallMs),
      'wall: official': times(official.wallMs, ours.wallMs),
    },
  };
}

async function longText(encode: Encode): Promise<string> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const { cpuMs } = await measure(() => encode(['a'.repeat(500_000)]));
  const words = await measure(() => encode(['the quick brown fox '.repeat(25_000)]));
  delay.disable();
  const [longest, median] = [delay.max, delay.percentile(50)].map((nanoseconds) => (nanoseconds / 1e6).toFixed(1));
  return `500,000 letters: ${cpuMs.toFixed(0)} ms CPU; of words: ${words.cpuMs.toFixed(0)} ms. Event loop's delay meanwhile: median ${median} ms, longest ${longest} ms.`;
}

async function measure<Result>(work: () => Promise<Result>): Promise<Spent & { result: Result }> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { result, wallMs, cpuMs: (user + system) / 1000 };
}

function describeOpening(times: Spent[]): string {
  const [first, ...later] = times.map(({ cpuMs }) => cpuMs);
  const median = later.sort((a, b) => a - b)[Math.floor(later.length / 2)];
  return `${first?.toFixed(0)}, ${median?.toFixed(0)}`;
}
