import { z } from 'zod';

/** How the token vectors of a text become one vector; `none` when the graph's output is already pooled. */
export const poolingSchema = z.enum(['mean', 'cls', 'last_token', 'none']);

/**
 * Everything the engine must know about one model, as plain data: it can be stored, compared and posted to a worker.
 * Paths are absolute; `dimensions` is ascending and ends with `dims`, the full width.
 */
export const modelSpecSchema = z.object({
  id: z.string().min(1).max(200),
  displayName: z.string().min(1).max(200),
  folder: z.string(),
  graph: z.string(),
  tokenizer: z.string(),
  dims: z.number().int().min(1).max(65_536),
  dimensions: z.array(z.number().int().min(1)).min(1),
  maxTokens: z.number().int().min(1).max(1_048_576),
  pooling: poolingSchema,
  normalize: z.boolean(),
  /** The graph's output to read; null takes the first of the usual names. */
  output: z.string().nullable(),
  /** Put before a text by its `input_type`. */
  prefixes: z.object({ query: z.string(), document: z.string() }),
  lowercase: z.boolean(),
  addSpecialTokens: z.boolean(),
  /** Ids removed after tokenising, before the graph. */
  dropTokenIds: z.array(z.number().int().min(0)),
  /** Sent alone when a text leaves no token: a graph needs at least one. */
  emptyInputTokenId: z.number().int().min(0),
  /** False for graphs whose vectors depend on their neighbours in a batch (dynamic quantisation). */
  batchable: z.boolean(),
});

export type ModelSpec = z.infer<typeof modelSpecSchema>;
export type Pooling = z.infer<typeof poolingSchema>;
