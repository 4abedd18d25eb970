import { z } from 'zod';

/** What ids of models are made of; an alias may look like any of them. */
export const modelNameSchema = z
  .string()
  .trim()
  .min(1, { error: 'Enter a name.' })
  .max(200, { error: 'Use at most 200 characters.' })
  .regex(/^[\w./:@-]+$/, { error: 'Use letters, digits and . _ - / : @.' });

export const setModelAliasInput = z.object({
  alias: modelNameSchema,
  /** Id of the catalogue's model that serves it. */
  modelId: z.string().min(1, { error: 'Choose a model.' }).max(200),
});

export const removeModelAliasInput = z.object({ alias: z.string().max(200) });
