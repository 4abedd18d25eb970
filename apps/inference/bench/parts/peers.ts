import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../src/engine/package-root.ts';
import { randomBertFolder, sentence } from '../model/random-bert-folder.ts';
import { startBenchPlatform } from '../platform.ts';
import { median, type Part, times } from '../result.ts';

const PEER = '@huggingface/transformers@4.3.1';
/** All texts at once would be padded to the longest; one by one is its best on mixed lengths, and 32 what one finds in examples. */
const SIZES = [1, 8, 32];
const cache = join(packageRoot, 'node_modules', '.cache', 'gridsky');

/** S5: the whole API against @huggingface/transformers called directly, with the same model and texts. */
export async function peers(rounds: number, count: number): Promise<Part> {
  const texts = Array.from({ length: count }, (_, at) =>
    sentence(Math.round(3 * 165 ** (((at * 53) % count) / count)), at),
  );
  const tokens = texts.reduce((sum, text) => sum + text.split(' ').length + 2, 0);
  const platform = await startBenchPlatform(randomBertFolder());
  const peer = await startPeer(texts);
  try {
    const send = async () => {
      const before = platform.cpuMs();
      const answer = await fetch(`${platform.url}/v1/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${platform.secret}` },
        body: JSON.stringify({ model: 'random-bert', input: texts }),
      });
      const { data, usage } = (await answer.json()) as {
        data: { embedding: number[] }[];
        usage: { total_tokens: number };
      };
      if (usage.total_tokens !== tokens) throw new Error(`${usage.total_tokens} tokens, not ${tokens}.`);
      return { cpuMs: platform.cpuMs() - before, first: data[0]?.embedding.slice(0, 4) ?? [] };
    };
    await send();
    const rates: number[] = [];
    const theirs = new Map(SIZES.map((size) => [size, { rates: [] as number[], ratios: [] as number[] }]));
    for (let round = 0; round < rounds; round++) {
      const own = await send();
      rates.push((tokens * 1_000) / own.cpuMs);
      for (const [size, figures] of theirs) {
        const other = await peer.run(size);
        if (other.first.some((value, at) => Math.abs(value - (own.first[at] ?? 9)) > 1e-4)) {
          throw new Error(`Other vectors: ${other.first} and ${own.first}.`);
        }
        figures.rates.push((tokens * 1_000) / other.cpuMs);
        figures.ratios.push(other.cpuMs / own.cpuMs);
      }
    }
    return {
      title: 'S5: the whole API against @huggingface/transformers',
      about: `${count} texts of 5 to 500 tokens by magnitude, BERT of MiniLM's size, fp32. Ours: one request over HTTP with keys, limits and the ledger on, floats. Theirs: ${PEER}, feature-extraction called directly in batches in the order of the texts, default settings. Tokens per CPU-second of each process; ${rounds} rounds by turns, medians. Promise: ≥ 1.3 × its best, ≥ 6 × its batches of 32.`,
      rows: [
        { what: 'the API', figures: { 'tokens per CPU-second': median(rates).toFixed(0) } },
        ...[...theirs].map(([size, figures]) => ({
          what: `transformers.js, batches of ${size}`,
          figures: {
            'tokens per CPU-second': median(figures.rates).toFixed(0),
            'the API against it': times(median(figures.ratios)),
          },
        })),
      ],
    };
  } finally {
    peer.stop();
    await platform.stop();
  }
}

/** The package and what it brings have 470 MB: it is installed by whoever measures it, beside the project's own packages. */
function installPeer(): string {
  const folder = join(cache, 'peers');
  if (existsSync(join(folder, 'node_modules', '@huggingface', 'transformers'))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', PEER], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return folder;
}

async function startPeer(texts: string[]) {
  const packages = installPeer();
  // It looks for a model's graph in a folder of its own.
  const models = join(cache, 'peer-models');
  const model = join(models, 'random-bert');
  mkdirSync(join(model, 'onnx'), { recursive: true });
  for (const [from, to] of [
    ['model.onnx', 'onnx/model.onnx'],
    ['tokenizer.json', 'tokenizer.json'],
    ['config.json', 'config.json'],
  ] as const) {
    if (!existsSync(join(model, to))) symlinkSync(join(randomBertFolder(), from), join(model, to));
  }
  const special = {
    pad_token: '[PAD]',
    unk_token: '[UNK]',
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    mask_token: '[MASK]',
  };
  const tokenizer = { tokenizer_class: 'BertTokenizer', model_max_length: 512, ...special };
  writeFileSync(join(model, 'tokenizer_config.json'), JSON.stringify(tokenizer));
  const file = join(models, 'texts.json');
  writeFileSync(file, JSON.stringify(texts));
  const program = fileURLToPath(new URL('../transformers-peer.mjs', import.meta.url));
  const child = spawn(process.execPath, [program, packages, models, 'random-bert', file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    async run(size: number): Promise<{ cpuMs: number; first: number[] }> {
      child.stdin.write(`${size}\n`);
      return JSON.parse((await lines.next()).value);
    },
    stop: () => child.kill('SIGKILL'),
  };
}
