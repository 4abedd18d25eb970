import { z } from 'zod';
import type { FastTokenizer } from './fast-encoder.ts';
import { NotFast } from './not-fast.ts';
import { readUnigram } from './read-unigram.ts';
import { readWordPiece } from './read-word-piece.ts';

const fileSchema = z.object({
  added_tokens: z.array(
    z.strictObject({
      id: z.number().int().min(0),
      content: z.string().min(1),
      single_word: z.literal(false),
      lstrip: z.literal(false),
      rstrip: z.literal(false),
      normalized: z.literal(false),
      special: z.boolean(),
    }),
  ),
  normalizer: z.unknown(),
  pre_tokenizer: z.unknown(),
  post_processor: z
    .object({
      type: z.literal('TemplateProcessing'),
      single: z.array(
        z.union([
          z.strictObject({ SpecialToken: z.strictObject({ id: z.string(), type_id: z.number() }) }),
          z.strictObject({ Sequence: z.strictObject({ id: z.literal('A'), type_id: z.number() }) }),
        ]),
      ),
      special_tokens: z.record(z.string(), z.object({ ids: z.array(z.number().int().min(0)) })),
    })
    .nullable(),
  model: z.object({ type: z.string() }).loose(),
});

/**
 * Reads the content of a tokenizer.json for the fast path: Unigram with our models' normaliser, and WordPiece of the
 * BERT family. Truncation, padding and decoder are not read: nothing is ever cut, padded or decoded. Pauses now and
 * then. Throws NotFast at anything else than is known to give the official package's ids.
 */
export function* readFastTokenizer(content: unknown): Generator<void, FastTokenizer> {
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new NotFast(`${issue?.path.join('.')} is not known: ${issue?.message}`);
  }
  const file = parsed.data;
  const { ids, ...tokenizer } = yield* readModel(file);
  for (const { content, id } of file.added_tokens) {
    if (ids(content) !== id) throw new NotFast(`The added token ${content} is not in the vocabulary with its id.`);
  }
  return {
    ...tokenizer,
    addedTokens: new Map(file.added_tokens.map(({ content, id }) => [content, id])),
    specialIds: specialIdsOf(file.post_processor),
  };
}

function readModel(file: z.infer<typeof fileSchema>) {
  if (file.model.type === 'Unigram') return readUnigram(file);
  if (file.model.type === 'WordPiece') return readWordPiece(file);
  throw new NotFast(`Models of type ${file.model.type} are not known.`);
}

function specialIdsOf(processor: z.infer<typeof fileSchema>['post_processor']): FastTokenizer['specialIds'] {
  if (processor === null) return { before: [], after: [] };
  const texts = processor.single.filter((part) => 'Sequence' in part);
  if (texts.length !== 1) throw new NotFast('The template does not hold the text once.');
  const at = processor.single.findIndex((part) => 'Sequence' in part);
  const ids = processor.single.map((part) => {
    if ('Sequence' in part) return [];
    const token = processor.special_tokens[part.SpecialToken.id];
    if (!token) throw new NotFast(`The template's ${part.SpecialToken.id} is not defined.`);
    return token.ids;
  });
  return { before: ids.slice(0, at).flat(), after: ids.slice(at).flat() };
}
