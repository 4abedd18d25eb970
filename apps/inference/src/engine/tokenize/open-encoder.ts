import { readFile } from 'node:fs/promises';
import { createLoopShare, fastEncoder, NotFast, readFastTokenizer, type TokenEncoder } from '@gridsky/tokenizer';
import { ModelFault } from '../models/model-fault.ts';
import { huggingFaceEncoder } from './hugging-face.ts';

/** Files are read beside the service of requests, so they take a share of the loop of their own. */
const readingLoop = createLoopShare();

/**
 * Opens a tokenizer.json: on the fast path where every part of it is known there, else in the official package,
 * which is not even loaded before. Throws ModelFault.
 */
export async function openEncoder(path: string): Promise<TokenEncoder> {
  const json = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ModelFault(`${path} cannot be read: ${error.message}.`);
  });
  try {
    return fastEncoder(await readingLoop.run(readFastTokenizer(JSON.parse(json))));
  } catch (error) {
    // Broken JSON too is left to the official package, which says what is wrong with it.
    if (!(error instanceof NotFast || error instanceof SyntaxError)) throw error;
  }
  return huggingFaceEncoder(path, json);
}
