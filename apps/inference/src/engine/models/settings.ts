import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile } from './json-file.ts';
import { ModelFault } from './model-fault.ts';
import { poolingSchema } from './model-spec.ts';

const modelSettingsSchema = z.strictObject({
  id: z.string().min(1).optional(),
  displayName: z.string().min(1).optional(),
  graph: z.string().min(1).optional(),
  config: z.string().min(1).optional(),
  output: z.string().min(1).optional(),
  pooling: poolingSchema.optional(),
  normalize: z.boolean().optional(),
  dims: z.number().int().min(1).optional(),
  dimensions: z.array(z.number().int().min(1)).optional(),
  maxTokens: z.number().int().min(1).optional(),
  prefixes: z.strictObject({ query: z.string().optional(), document: z.string().optional() }).optional(),
  lowercase: z.boolean().optional(),
  addSpecialTokens: z.boolean().optional(),
  dropTokenIds: z.array(z.number().int().min(0)).optional(),
  emptyInputTokenId: z.number().int().min(0).optional(),
});

const severalSchema = z.strictObject({ models: z.array(modelSettingsSchema.required({ id: true })).min(1) });

/** What an operator may say about a model in `gridsky.json`; every field overrides what the other files say. */
export type ModelSettings = z.infer<typeof modelSettingsSchema>;

/**
 * The settings in a folder's `gridsky.json`, one entry per model: the file holds one model's settings, or
 * `{"models": [ … ]}` when several graphs share a folder. Without the file: one empty entry. Throws ModelFault.
 */
export async function readSettings(folder: string): Promise<ModelSettings[]> {
  const path = join(folder, 'gridsky.json');
  const content = await readJsonFile(path);
  if (content === undefined) return [{}];
  const several = typeof content === 'object' && content !== null && 'models' in content;
  const read = several ? severalSchema.safeParse(content) : modelSettingsSchema.safeParse(content);
  if (!read.success) {
    const issue = read.error.issues[0];
    const field = issue?.path.join('.');
    throw new ModelFault(`${path} is not valid${field ? ` at "${field}"` : ''}: ${issue?.message ?? 'unknown'}.`);
  }
  return 'models' in read.data ? read.data.models : [read.data];
}
