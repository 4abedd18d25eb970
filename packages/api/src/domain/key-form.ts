import { z } from 'zod';

export const keyNameSchema = z
  .string()
  .trim()
  .min(1, { error: 'Give the key a name.' })
  .max(80, { error: 'Use at most 80 characters.' });

/** What a new key is made of; the dashboard's form and the service check the same. */
export const createKeyInput = z.object({
  name: keyNameSchema,
  mode: z.enum(['live', 'test']).default('live'),
  scope: z.enum(['read', 'infer', 'admin']).default('infer'),
  expiresAt: z.date().nullable().default(null),
});
