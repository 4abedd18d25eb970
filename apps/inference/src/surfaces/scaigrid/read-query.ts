import { Fault } from '@gridsky/api/domain';
import type { z } from 'zod';

/** Reads a query by a schema; the first thing wrong becomes the fault, with the field's name. */
export function readQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.output<Schema> {
  const result = schema.safeParse(query);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path[0] === undefined ? null : String(issue.path[0]);
  throw new Fault('invalid', issue?.message ?? 'The query is not right.', { param: field });
}
