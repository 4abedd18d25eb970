import { Fault, INPUTS_PER_REQUEST_MAX } from '@gridsky/api/domain';
import { z } from 'zod';

/** Texts of a request, by the rules that both dialects share. */
export const textsSchema = z
  .union([z.string(), z.array(z.string())], { error: '`input` must be a string or an array of strings.' })
  .transform((input) => (typeof input === 'string' ? [input] : input));

export const modelSchema = z
  .string({ error: 'You must provide a model parameter: the id of a model, such as "plugsky-embed-v1".' })
  .min(1, { error: '`model` is empty. List the models with GET /v1/models.' });

export const dimensionsSchema = z
  .int({ error: '`dimensions` must be a whole number, at least 1.' })
  .min(1, { error: '`dimensions` must be a whole number, at least 1.' })
  .nullish()
  .transform((dimensions) => dimensions ?? null);

export const inputTypeSchema = z
  .enum(['query', 'document'], { error: '`input_type` must be "query" or "document".' })
  .nullish()
  .transform((inputType) => inputType ?? null);

/** Refuses what no model could embed: no input, an empty one, too many. Errors: `invalid` with `param` input. */
export function checkTexts(inputs: readonly string[]): readonly string[] {
  if (inputs.length === 0) throw invalid('`input` is an empty array. Send at least one text.');
  if (inputs.length > INPUTS_PER_REQUEST_MAX) {
    throw invalid(
      `\`input\` has ${inputs.length} items; at most ${INPUTS_PER_REQUEST_MAX} are taken in one request. Split it.`,
    );
  }
  const empty = inputs.indexOf('');
  if (empty !== -1) {
    throw invalid(
      inputs.length === 1
        ? '`input` is an empty string. Send some text.'
        : `\`input[${empty}]\` is an empty string. Leave it out or send some text.`,
    );
  }
  return inputs;
}

/** Parses a body; the first thing wrong becomes the fault, with the field's path as `param`. */
export function parseBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Fault('invalid', 'The body must be a JSON object with "model" and "input".');
  }
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Fault('invalid', issue?.message ?? 'The body is not right.', {
    param: issue?.path[0] === undefined ? null : String(issue.path[0]),
  });
}

function invalid(message: string): Fault {
  return new Fault('invalid', message, { param: 'input' });
}
