import { fastEncoder, type LoopShare, readFastTokenizer } from '@gridsky/tokenizer';
import { z } from 'zod';

const modelSchema = z.object({
  addSpecialTokens: z.boolean(),
  dropTokenIds: z.array(z.number()).default([]),
  // Not done here, so a model that asks for it must not be counted here.
  lowercase: z.literal(false).optional(),
  prefixes: z.undefined().optional(),
});

/** Short enough to show progress, long enough that the work around it costs nothing. */
const PART_CHARACTERS = 262_144;

/** What the API does around the tokenizer of a bundled model; read from the same file (`gridsky.json`). */
const folderSchema = z.object({
  models: z.tuple([modelSchema], modelSchema),
});

/** Counts as the API bills: the same tokenizer, ids dropped as it drops them, and never less than one token a text. */
export interface TokenCounter {
  /** Longer documents come in parts of about so many characters. */
  partCharacters: number;
  /** The tokens of each part; a document of one part has at least one. */
  countParts(parts: readonly string[]): Promise<number[]>;
}

/**
 * `tokenizer` and `folder` are the contents of the model folder's tokenizer.json and gridsky.json. Throws where the
 * models there do more to a text than this knows.
 */
export function openTokenCounter(tokenizer: unknown, folder: unknown): TokenCounter {
  const { models } = folderSchema.parse(folder);
  const { addSpecialTokens, dropTokenIds } = models[0];
  const isSame = models.every(
    (model) => model.addSpecialTokens === addSpecialTokens && String(model.dropTokenIds) === String(dropTokenIds),
  );
  if (!isSame || addSpecialTokens) throw new Error('The bundled models are counted in a way that is not known here.');
  const encoder = fastEncoder(toItsEnd(readFastTokenizer(tokenizer)), withoutPauses);
  return {
    partCharacters: PART_CHARACTERS,
    async countParts(parts) {
      const encoded = await encoder.encode(parts, { addSpecialTokens });
      return encoded.map((ids) => {
        let kept = ids.length;
        for (const id of ids) if (dropTokenIds.includes(id)) kept--;
        return kept;
      });
    },
  };
}

/** A worker has no page to keep free. */
const withoutPauses: LoopShare = { run: async (work) => toItsEnd(work) };

function toItsEnd<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
