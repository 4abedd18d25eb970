import { setImmediate as nextTurn } from 'node:timers/promises';
import { Fault } from '@gridsky/api/domain';

/** Ids decoded in one turn of the event loop: about 5 ms. */
const IDS_PER_TURN = 40_000;

type Decode = (ids: readonly number[]) => string;
let decoder: Promise<Decode> | undefined;

/**
 * OpenAI's `input`: a text, texts, token ids or lists of them, as texts. Ids are of cl100k_base, which is what OpenAI's own
 * embedding models read and what LangChain sends by default. Errors: `invalid` with `param` input.
 */
export async function readInputs(input: unknown): Promise<string[]> {
  if (typeof input === 'string') return [input];
  if (!Array.isArray(input))
    throw invalid(input === undefined ? 'You must provide `input`: a string or an array.' : SHAPES);
  const [first] = input;
  if (typeof first === 'number') return decodeAll([input]);
  if (Array.isArray(first)) return decodeAll(input);
  const wrong = input.findIndex((item) => typeof item !== 'string');
  if (wrong !== -1) throw invalid(`\`input[${wrong}]\` is not a string. ${SHAPES}`);
  return input;
}

const SHAPES = '`input` must be a string, an array of strings, an array of token ids, or an array of such arrays.';

async function decodeAll(lists: readonly unknown[]): Promise<string[]> {
  const decode = await loadDecoder();
  const texts: string[] = [];
  let sinceTurn = 0;
  for (const [index, list] of lists.entries()) {
    if (!isIdList(list)) throw invalid(`\`input[${index}]\` is not an array of whole numbers. ${SHAPES}`);
    if (list.length === 0) throw invalid(`\`input[${index}]\` holds no token ids. Leave it out or send some.`);
    sinceTurn += list.length;
    if (sinceTurn > IDS_PER_TURN) {
      await nextTurn();
      sinceTurn = list.length;
    }
    try {
      texts.push(decode(list));
    } catch {
      throw invalid(
        `\`input[${lists.length === 1 ? 0 : index}]\` holds a token id that cl100k_base does not have (0 to 100255, and 5 special ones).`,
      );
    }
  }
  return texts;
}

function isIdList(list: unknown): list is number[] {
  return Array.isArray(list) && list.every((id) => Number.isInteger(id) && id >= 0);
}

/** Loaded with the first request that needs it: the vocabulary takes 1 MB of source and some milliseconds. */
function loadDecoder(): Promise<Decode> {
  decoder ??= import('gpt-tokenizer/encoding/cl100k_base').then(
    ({ decode }) =>
      (ids) =>
        decode(ids),
  );
  return decoder;
}

function invalid(message: string): Fault {
  return new Fault('invalid', message, { param: 'input' });
}
