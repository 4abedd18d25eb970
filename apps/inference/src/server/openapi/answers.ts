import { z } from 'zod';

const count = z.int().min(0);

/** What each route answers with 200, for the document; the contract suite holds real answers against it. */
const usage = z.object({ prompt_tokens: count, total_tokens: count });

export const embeddingsAnswer = z.object({
  object: z.literal('list'),
  data: z.array(
    z.object({
      object: z.literal('embedding'),
      index: count,
      embedding: z.union([
        z.array(z.number()),
        z.string().meta({ description: 'Little-endian float32 bytes in base64, with `encoding_format` base64.' }),
      ]),
    }),
  ),
  model: z.string(),
  usage,
});

export const embedAnswer = z.object({
  status: z.literal('ok'),
  data: z.object({
    model: z.string(),
    data: z.array(z.object({ index: count, embedding: z.array(z.number()) })),
    usage,
  }),
});

export const tokenizeAnswer = z.object({
  object: z.literal('list'),
  data: z.array(
    z.object({
      object: z.literal('token_count'),
      index: count,
      tokens: count,
      exact: z.boolean().meta({ description: 'false: the text is beyond all bounds and has at least so many.' }),
      fits: z.boolean().meta({ description: 'Whether the model takes a text of this length.' }),
    }),
  ),
  model: z.string(),
  total_tokens: count,
  max_input_tokens: count,
});

const aliasOf = z.string().optional().meta({
  description: 'Only where this is another name of a model: the model that serves, as `model` of its answers says.',
});

export const modelAnswer = z.object({
  id: z.string(),
  object: z.literal('model'),
  created: count.meta({ description: 'Unix seconds.' }),
  owned_by: z.string(),
  display_name: z.string(),
  dimensions: count,
  allowed_dimensions: z.array(count),
  max_input_tokens: count,
  price_per_million_tokens: z.string().meta({ description: 'Decimal dollars.' }),
  status: z.literal('active'),
  alias_of: aliasOf,
});

export const scaigridModelsAnswer = z.object({
  status: z.literal('ok'),
  data: z.object({
    items: z.array(
      z.object({
        slug: z.string(),
        display_name: z.string(),
        modality: z.literal('embedding'),
        context_window: count,
        max_output_tokens: z.null(),
        status: z.literal('active'),
        health_status: z.enum(['healthy', 'degraded', 'unhealthy']),
        active_backend_count: count,
        total_backend_count: count,
        dimensions: count,
        allowed_dimensions: z.array(count),
        alias_of: aliasOf,
      }),
    ),
  }),
  pagination: z.object({ has_more: z.boolean(), next_cursor: z.string().nullable() }),
});

export const modelsAnswer = z.union([
  z.object({ object: z.literal('list'), data: z.array(modelAnswer) }),
  scaigridModelsAnswer.meta({ description: "ScaiGrid's shape, with `modality`." }),
]);

const figures = {
  requests: count,
  errors: count,
  inputs: count,
  tokens: count,
  cost: z.string().meta({ description: 'Decimal dollars.' }),
  currency: z.literal('USD'),
};

export const usageAnswer = z.object({
  status: z.literal('ok'),
  data: z.object({
    items: z.array(z.object({ period_start: z.iso.datetime(), model: z.string().nullable(), ...figures })),
    period: z.enum(['hour', 'day', 'week', 'month']),
    start: z.iso.datetime(),
    end: z.iso.datetime(),
  }),
  pagination: z.object({ has_more: z.boolean(), next_cursor: z.string().nullable() }),
});

export const summaryAnswer = z.object({
  status: z.literal('ok'),
  data: z.object({
    items: z.array(
      z.object({
        model: z.string().optional(),
        user_id: z.string().nullable().optional(),
        key_id: z.string().optional(),
        ...figures,
      }),
    ),
    group_by: z.enum(['model', 'user', 'key']),
    start: z.iso.datetime(),
    end: z.iso.datetime(),
  }),
});

export const readyAnswer = z.object({
  status: z.literal('ready'),
  degraded: z.array(z.string()).optional().meta({ description: 'What it does without at the moment.' }),
});
export const healthAnswer = z.object({ status: z.literal('ok') });
