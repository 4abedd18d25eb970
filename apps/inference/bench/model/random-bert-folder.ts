import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordPiece } from '@gridsky/tokenizer/testing';
import { packageRoot } from '../../src/engine/package-root.ts';
import { type BertPrecision, miniLmSize, randomBert } from './random-bert.ts';

const vowels = 'aeiou';
const consonants = 'bcdfghjklmnpqrstvwz';
const syllables = [...consonants].flatMap((first) => [...vowels].map((second) => first + second));
/** Those that BERT's tokenizer has before its words. */
const SPECIAL_TOKENS = 5;

/** Words of the made-up vocabulary: two or three syllables, one token each. */
const words = syllables
  .flatMap((first) =>
    syllables.flatMap((second) => [first + second, ...syllables.slice(0, 3).map((third) => first + second + third)]),
  )
  .slice(0, 30_000);

/** A text of so many words, one token each; another one for another `seed`. */
export function sentence(length: number, seed: number): string {
  return Array.from({ length }, (_, at) => words[(seed * 977 + at * 131) % words.length]).join(' ');
}

/** Its model's id: of the fp32 and of the int8 one. */
export const randomBertId = (precision: BertPrecision) => (precision === 'int8' ? 'random-bert-int8' : 'random-bert');

/** The folder of a model of all-MiniLM-L6-v2's size with random weights, made at its first use (90 MB, kept out of git). */
export function randomBertFolder(precision: BertPrecision = 'float32'): string {
  const id = randomBertId(precision);
  const folder = join(packageRoot, 'node_modules', '.cache', 'gridsky', id);
  if (existsSync(join(folder, 'gridsky.json'))) return folder;
  const making = `${folder}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  const json = (name: string, content: object) => writeFileSync(join(making, name), JSON.stringify(content));
  writeFileSync(join(making, 'model.onnx'), randomBert(miniLmSize, precision));
  json('tokenizer.json', tokenizer());
  json('config.json', {
    model_type: 'bert',
    architectures: ['BertModel'],
    hidden_size: miniLmSize.hidden,
    num_hidden_layers: miniLmSize.layers,
    num_attention_heads: miniLmSize.heads,
    intermediate_size: miniLmSize.inner,
    vocab_size: miniLmSize.vocabulary,
    max_position_embeddings: miniLmSize.steps,
    hidden_act: 'gelu',
  });
  json('tokenizer_config.json', { tokenizer_class: 'BertTokenizer', model_max_length: miniLmSize.steps });
  json('gridsky.json', { id, pooling: 'mean', normalize: true, maxTokens: miniLmSize.steps });
  renameSync(making, folder);
  return folder;
}

/** A tokenizer as BERT's, with the made-up words, and letters for whatever else comes. */
function tokenizer(): object {
  const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789.,'].flatMap((letter) => [letter, `##${letter}`]);
  return wordPiece({ pieces: [...letters, ...words].slice(0, miniLmSize.vocabulary - SPECIAL_TOKENS) });
}
