import { z } from 'zod';
import { NANO_PER_DOLLAR } from './money.ts';
import { PROVIDERS } from './provider.ts';

/** Lower case and no slash: ids of the catalogue's providers have one, so none of theirs can be taken. */
const ALIAS = /^[a-z0-9][a-z0-9._-]{0,62}$/;

const text = (max: number) => z.string().max(max, { error: `Use at most ${max} characters.` });
const count = (max: number) =>
  z
    .int({ error: 'Enter a whole number.' })
    .min(1, { error: 'Enter at least 1.' })
    .max(max, { error: `Enter at most ${max.toLocaleString('en')}.` });

/** What a person types as a secret; a pasted line end is no part of it. */
export const secretSchema = z
  .string()
  .trim()
  .min(1, { error: 'Enter the secret.' })
  .max(8_000, { error: 'Use at most 8,000 characters.' })
  .regex(/^[\x21-\x7e]+$/, { error: 'A secret has no spaces and only ASCII characters: check what was pasted.' });

export const customWireSchema = z.object({
  /** JSON of the request, with the placeholders `{{texts}}`, `{{model}}`, `{{input_type}}`, `{{dimensions}}` as whole strings. */
  template: z
    .record(z.string(), z.json(), { error: 'Enter a JSON object.' })
    .refine((value) => JSON.stringify(value).includes('"{{texts}}"'), {
      error: 'The template needs "{{texts}}" where the list of texts goes.',
    }),
  /** Such as `data[].embedding`. */
  vectorsPath: text(200).regex(/^[\w.[\]-]+$/, {
    error: 'Write names and [] for every item, such as data[].embedding.',
  }),
  tokensPath: text(200)
    .regex(/^[\w.-]+$/, { error: 'Write names, such as usage.total_tokens.' })
    .nullable(),
});

/** The fields of a tenant's own model, as forms and the API send them. */
const fields = {
  alias: z.string().regex(ALIAS, {
    error:
      'Use lower-case letters, digits, dots, dashes and underscores, 63 at most, beginning with a letter or digit.',
  }),
  provider: z.enum(PROVIDERS),
  /** Null: the provider's public address, for those that have one. */
  baseUrl: text(2_000).nullable(),
  providerModel: text(200),
  shorterDimensions: z.array(count(65_536)).max(16, { error: 'Name at most 16 widths.' }),
  inputType: z.enum(['query', 'document']),
  queryPrefix: text(500),
  documentPrefix: text(500),
  textsMax: count(2_048).nullable(),
  tokensMax: count(10_000_000).nullable(),
  inputTokensMax: count(1_000_000).nullable(),
  /** Milliseconds; null: a call is never made twice at the same time. */
  hedgeAfterMs: z
    .int({ error: 'Enter a whole number.' })
    .min(20, { error: 'Enter at least 20.' })
    .max(60_000, { error: 'Enter at most 60,000.' })
    .nullable(),
  pricePerMillionNano: z
    .bigint()
    .nonnegative({ error: 'Enter $0 or more.' })
    .max(10_000n * NANO_PER_DOLLAR, { error: 'Enter at most $10,000.' }),
  customWire: customWireSchema.nullable(),
  /** Alias of another own model of the same width that serves when this one can't; null: none. */
  fallbackAlias: z.string().max(63).nullable(),
};

export const addPrivateModelInput = z.object({
  ...fields,
  baseUrl: fields.baseUrl.default(null),
  providerModel: fields.providerModel.default(''),
  shorterDimensions: fields.shorterDimensions.default([]),
  inputType: fields.inputType.default('document'),
  queryPrefix: fields.queryPrefix.default(''),
  documentPrefix: fields.documentPrefix.default(''),
  textsMax: fields.textsMax.default(null),
  tokensMax: fields.tokensMax.default(null),
  inputTokensMax: fields.inputTokensMax.default(null),
  hedgeAfterMs: fields.hedgeAfterMs.default(null),
  pricePerMillionNano: fields.pricePerMillionNano.default(0n),
  customWire: fields.customWire.default(null),
  fallbackAlias: fields.fallbackAlias.default(null),
  /** Null: the endpoint asks for none. */
  secret: secretSchema.nullable().default(null),
});

/** Only what changes. The provider stays: another one is another model. `secret` null takes it away. */
const { provider: _provider, ...changeable } = fields;
export const updatePrivateModelInput = z.object(changeable).partial().extend({
  id: z.uuid(),
  secret: secretSchema.nullable().optional(),
});

export type AddPrivateModel = z.output<typeof addPrivateModelInput>;
export type UpdatePrivateModel = z.output<typeof updatePrivateModelInput>;

/** What a test of a model found, or why it failed: in the tenant's words, without the provider's internals. */
export const testResultSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    dimensions: z.number(),
    /** Length of a vector; 1 where the endpoint normalises. */
    norm: z.number(),
    latencyMs: z.number(),
    /** As the provider counted; null: it doesn't say. */
    tokens: z.number().nullable(),
    /** Texts of one call as the endpoint tells its own bound; null: it doesn't. */
    textsMax: z.number().nullable().optional(),
    /** Longest text that it takes, in its own tokens; left out: it doesn't say. */
    inputTokensMax: z.number().optional(),
  }),
  z.object({ ok: z.literal(false), message: z.string(), latencyMs: z.number() }),
]);
export type TestResult = z.output<typeof testResultSchema>;

export type CustomWire = z.output<typeof customWireSchema>;

/** Told of own models whose longest text nobody has set or found: what nearly all embedding models take. */
const WINDOW_UNKNOWN = 8_192;

/** The longest text of an own model, tokens: as its tenant has set it, else as its last test found it. */
export function ownModelWindow(inputTokensMax: number | null, test: TestResult | null): number {
  return inputTokensMax ?? (test?.ok ? test.inputTokensMax : undefined) ?? WINDOW_UNKNOWN;
}

/** Widths that `dimensions` may ask an own model for, narrowest first, the full one the last. */
export function ownModelWidths(dimensions: number, shorter: readonly number[]): number[] {
  return [...shorter.filter((width) => width < dimensions), dimensions].sort((a, b) => a - b);
}
