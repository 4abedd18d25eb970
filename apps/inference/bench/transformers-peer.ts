import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { benchCache, installPeer } from './install-peer.ts';
import { randomBertFolder } from './model/random-bert-folder.ts';

export const PEER = '@huggingface/transformers@4.3.1';
/** @huggingface/transformers in a process of its own with the random BERT, fp32: called directly, and behind node:http at `url`. */
export async function startTransformers(texts: readonly string[]) {
  const packages = installPeer(PEER, 'peers');
  // It looks for a model's graph in a folder of its own.
  const models = join(benchCache, 'peer-models');
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
  const program = fileURLToPath(new URL('./transformers-peer.mjs', import.meta.url));
  const child = spawn(process.execPath, [program, packages, models, 'random-bert', file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const url = `http://127.0.0.1:${(await lines.next()).value}`;
  return {
    url,
    async run(size: number): Promise<{ cpuMs: number; first: number[] }> {
      child.stdin.write(`${size}\n`);
      return JSON.parse((await lines.next()).value);
    },
    stop: () => child.kill('SIGKILL'),
  };
}
