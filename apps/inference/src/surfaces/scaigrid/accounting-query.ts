import { z } from 'zod';
import { cursorSchema } from './cursor.ts';

const DAY_MS = 86_400_000;

const instant = (field: string) =>
  z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], {
      error: `\`${field}\` must be a day such as 2026-11-01 or an instant such as 2026-11-01T12:00:00Z.`,
    })
    .transform((text) => new Date(text))
    .optional();

const filters = {
  start: instant('start').meta({ description: 'First day (00:00 UTC) or instant; 30 days before `end` if left out.' }),
  end: instant('end').meta({ description: 'The day or instant before which usage counts; now if left out.' }),
  user_id: z
    .uuid({ error: '`user_id` must be a UUID.' })
    .optional()
    .meta({ description: 'Usage of the keys that this user made.' }),
  model: z.string().min(1).max(200).optional(),
};

const limit = (fallback: number, max: number) =>
  z.coerce
    .number({ error: `\`limit\` must be a whole number from 1 to ${max}.` })
    .int({ error: `\`limit\` must be a whole number from 1 to ${max}.` })
    .min(1, { error: `\`limit\` must be a whole number from 1 to ${max}.` })
    .max(max, { error: `\`limit\` must be a whole number from 1 to ${max}.` })
    .default(fallback);

const period = z
  .enum(['hour', 'day', 'week', 'month'], { error: '`period` must be hour, day, week or month.' })
  .default('day');

export const usageQuery = z.object({
  ...filters,
  period,
  limit: limit(100, 1_000),
  cursor: cursorSchema(2).optional(),
});

export const summaryQuery = z.object({
  ...filters,
  group_by: z.enum(['model', 'user', 'key'], { error: '`group_by` must be model, user or key.' }).default('model'),
});

export const exportQuery = z.object({
  ...filters,
  period,
  format: z.enum(['csv', 'json', 'ndjson'], { error: '`format` must be csv, json or ndjson.' }).default('csv'),
});

export const modelsQuery = z.object({
  modality: z
    .string()
    .meta({ description: 'embedding; of other modalities there is nothing.', examples: ['embedding'] }),
  limit: limit(50, 100),
  cursor: cursorSchema(1).optional(),
  status: z.string().max(50).optional().meta({ description: 'active: all models here are.' }),
});

/** The range and filters of a query, for the services. */
export function rangeOf(
  { start, end, user_id, model }: { [Field in keyof typeof filters]?: z.output<(typeof filters)[Field]> },
  now: Date,
) {
  const until = end ?? now;
  return {
    start: start ?? new Date(until.getTime() - 30 * DAY_MS),
    end: until,
    userId: user_id ?? null,
    model: model ?? null,
  };
}
