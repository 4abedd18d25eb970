import { z } from 'zod';

/** What the program of an isolated process is asked. Every question is answered once, in the order asked; texts travel as JSON in the payload. */
export type ToProgram =
  | { kind: 'open'; job: number; folder: string; threads: number }
  | ({ kind: 'count'; job: number } & TextOptions)
  | ({ kind: 'embed'; job: number; width: number } & TextOptions);

export type TextOptions = {
  inputType: 'query' | 'document';
  /** Put before each text; null: what the model's own files say. */
  prefix: string | null;
};

const whole = z.int().min(0);

/** What an uploaded model turned out to be. */
export const modelFactsSchema = z.object({
  dims: z.int().min(1).max(65_536),
  maxTokens: z.int().min(1).max(1_048_576),
});
export type ModelFacts = z.output<typeof modelFactsSchema>;

/** Why a question has no answer; the process goes on. `refused`: the model can't be served, and `message` tells its owner why. */
const failureSchema = z.object({
  kind: z.literal('failed'),
  job: whole,
  reason: z.enum(['refused', 'too_long', 'unusable', 'memory', 'error']),
  message: z.string().max(4_000),
  /** With `too_long`: which text, and how long it is. */
  tooLong: z
    .object({ index: whole, tokens: z.object({ tokens: whole, exact: z.boolean() }).nullable(), tokensMax: whole })
    .optional(),
});
export type ProgramFailure = z.output<typeof failureSchema>;

/**
 * What comes from the process, checked like anything from outside: it ran native code over a stranger's files. Payloads: of `counted` an
 * int32 of tokens and one of exactness a text, of `embedded` an int32 of tokens a text, then the rows as float32.
 */
export const fromProgramSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), job: whole, facts: modelFactsSchema }),
  z.object({ kind: z.literal('counted'), job: whole }),
  z.object({ kind: z.literal('embedded'), job: whole }),
  failureSchema,
]);
export type FromProgram = z.output<typeof fromProgramSchema>;

export const HEADER_BYTES_MAX = 64 * 1_024;
/** Of an answer: the texts of one piece at the widest that a vector may be. */
export const ANSWER_BYTES_MAX = 32 * 1_024 * 1_024;
