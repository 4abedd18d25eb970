import { resolve } from 'node:path';
import { fastEncoder, type TokenEncoder } from '@gridsky/tokenizer';
import { readAtOnce } from '@gridsky/tokenizer/testing';
import { expect } from 'vitest';
import { packageRoot } from '../../package-root.ts';
import { huggingFaceEncoder } from '../hugging-face.ts';

/** What tests compare our tokenizers with the official package by. */
export interface BothEncoders {
  ours: TokenEncoder;
  official: TokenEncoder;
}

export const sharedFolder = resolve(packageRoot, '../../../shared');

/** Opens a tokenizer.json with both; throws NotFast when the fast path does not take it. */
export async function openBoth(json: string): Promise<BothEncoders> {
  return {
    ours: fastEncoder(readAtOnce(JSON.parse(json))),
    official: await huggingFaceEncoder('tokenizer.json', json),
  };
}

/** Expects equal ids, with and without special tokens; names the texts that differ. */
export async function expectParity({ ours, official }: BothEncoders, texts: readonly string[]): Promise<void> {
  for (let from = 0; from < texts.length; from += 1000) {
    const part = texts.slice(from, from + 1000);
    for (const addSpecialTokens of [true, false]) {
      const [mine, theirs] = await Promise.all([
        ours.encode(part, { addSpecialTokens }),
        official.encode(part, { addSpecialTokens }),
      ]);
      const different = part.filter((_, at) => !isEqual(mine[at], theirs[at]));
      expect(different.map((text) => JSON.stringify(text.slice(0, 200)))).toEqual([]);
    }
  }
}

function isEqual(left: Int32Array | undefined, right: Int32Array | undefined): boolean {
  return left !== undefined && right !== undefined && Buffer.compare(bytes(left), bytes(right)) === 0;
}

function bytes(ids: Int32Array): Buffer {
  return Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength);
}
