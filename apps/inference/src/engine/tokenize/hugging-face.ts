import type { TokenEncoder } from '@gridsky/tokenizer';
import type { Tokenizer as Native } from 'tokenizers';
import { ModelFault } from '../models/model-fault.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { forOniguruma } from './oniguruma.ts';

/** Two slices at a time leave two of Node's four pool threads to the others. */
const sharedLanes = createLanes(2);

/**
 * The official `tokenizers` package, for any tokenizer.json (`path` names it in errors). Truncation and padding that
 * the file may ask for are switched off: nothing is ever cut silently, and padding is the batch's business. Runs off
 * the event loop. Throws ModelFault.
 */
export async function huggingFaceEncoder(
  path: string,
  json: string,
  lanes: Lanes = sharedLanes,
): Promise<TokenEncoder> {
  const native = await read(path, json);
  return {
    encode(texts, { addSpecialTokens, signal }) {
      return lanes(async () => {
        signal?.throwIfAborted();
        const encodings = await native.encodeBatch([...texts], { addSpecialTokens });
        return encodings.map((encoding) => Int32Array.from(encoding.getIds()));
      });
    },
  };
}

async function read(path: string, json: string): Promise<Native> {
  const { Tokenizer } = await import('tokenizers');
  try {
    const native = parse((text) => Tokenizer.fromString(text), json);
    native.disableTruncation();
    native.disablePadding();
    return native;
  } catch (error) {
    throw new ModelFault(`${path} is not a tokenizer that can be loaded: ${(error as Error).message}.`);
  }
}

function parse(fromString: (json: string) => Native, json: string): Native {
  try {
    return fromString(json);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('Oniguruma')) throw error;
    return fromString(forOniguruma(json));
  }
}
