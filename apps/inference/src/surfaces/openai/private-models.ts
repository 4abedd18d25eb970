import {
  type AddPrivateModel,
  addPrivateModelInput,
  Fault,
  formatDollars,
  listModelFiles,
  type ModelUpload,
  missingModelFiles,
  PROVIDERS,
  parseDollars,
  type TestResult,
  updatePrivateModelInput,
} from '@gridsky/api/domain';
import type { PrivateModelView } from '@gridsky/api/services';
import { z } from 'zod';

const customFields = {
  template: z.record(z.string(), z.unknown()),
  vectors_path: z.string(),
  tokens_path: z.string().nullish(),
};

/** Fields of a tenant's own model on the wire. What each may hold is the dashboard's own schema's to say. */
const fields = {
  endpoint: z.string().nullish().meta({ description: "Where it is reached; null: the provider's public address." }),
  model: z.string().meta({ description: "The provider's own name of the model." }),
  secret: z.string().nullish().meta({ description: 'Written, never read back; null: none.' }),
  shorter_dimensions: z.array(z.number()).meta({ description: 'Narrower widths that the provider cuts to.' }),
  input_type: z.enum(['query', 'document']).meta({ description: 'Of requests that name none.' }),
  query_prefix: z.string(),
  document_prefix: z.string(),
  max_texts: z.number().nullable().meta({ description: "Of one call; null: the provider's bound." }),
  max_tokens: z.number().nullable().meta({ description: "Of one call; null: the provider's bound." }),
  max_input_tokens: z.number().nullable().meta({ description: 'Of one text; null: the provider decides.' }),
  hedge_after_ms: z
    .number()
    .nullable()
    .meta({ description: 'A call without an answer after so long is made a second time; null: never.' }),
  price_per_million_tokens: z.string().meta({ description: 'Decimal dollars; budgets count it.' }),
  custom: z.object(customFields).nullish().meta({ description: 'Request and answer of a `custom` endpoint.' }),
  fallback: z.string().nullish().meta({ description: 'Alias of another own model of the same width.' }),
};

export const addPrivateModelBody = z
  .object(fields)
  .partial()
  .extend({ alias: z.string(), provider: z.enum(PROVIDERS) });
export const updatePrivateModelBody = z.object({ ...fields, alias: z.string() }).partial();

type Body = z.output<typeof updatePrivateModelBody> & Partial<z.output<typeof addPrivateModelBody>>;

/** A body as the services take it. Errors: `invalid` with the wire's name of the field. */
export function readAddPrivateModel(body: unknown): AddPrivateModel {
  return checked(addPrivateModelInput, named(checked(addPrivateModelBody, body)));
}

export function readUpdatePrivateModel(body: unknown, id: string) {
  return checked(updatePrivateModelInput, { ...named(checked(updatePrivateModelBody, body)), id });
}

/** Names of the wire by the services' names, for errors. */
const WIRE_NAMES: Record<string, string> = {
  baseUrl: 'endpoint',
  providerModel: 'model',
  shorterDimensions: 'shorter_dimensions',
  inputType: 'input_type',
  queryPrefix: 'query_prefix',
  documentPrefix: 'document_prefix',
  textsMax: 'max_texts',
  tokensMax: 'max_tokens',
  inputTokensMax: 'max_input_tokens',
  hedgeAfterMs: 'hedge_after_ms',
  pricePerMillionNano: 'price_per_million_tokens',
  customWire: 'custom',
  fallbackAlias: 'fallback',
};

/** A fault of the services with the wire's name of its field. */
export function inWireNames(error: unknown): unknown {
  if (!(error instanceof Fault) || error.param === null) return error;
  return new Fault(error.code, error.message, { param: WIRE_NAMES[error.param] ?? error.param, cause: error });
}

function named(body: Body): Record<string, unknown> {
  const { price_per_million_tokens: price, custom } = body;
  const values: Record<string, unknown> = {
    alias: body.alias,
    provider: body.provider,
    secret: body.secret,
    pricePerMillionNano: price === undefined ? undefined : (parseDollars(price) ?? wrongPrice()),
    customWire: custom && {
      template: custom.template,
      vectorsPath: custom.vectors_path,
      tokensPath: custom.tokens_path ?? null,
    },
  };
  for (const [name, wireName] of Object.entries(WIRE_NAMES)) {
    if (!(name in values)) values[name] = body[wireName as keyof Body];
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function wrongPrice(): never {
  throw new Fault('invalid', '`price_per_million_tokens` must be decimal dollars, such as "0.12".', {
    param: 'price_per_million_tokens',
  });
}

function checked<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const first = issue?.path[0];
  const param = first === undefined ? null : (WIRE_NAMES[String(first)] ?? String(first));
  const message = issue?.message ?? 'The body is not right.';
  throw new Fault('invalid', param === null ? message : `\`${param}\`: ${message}`, { param });
}

/** A tenant's own model on the wire; `health` as requests to it went lately, `fallback` the alias of another. */
export function privateModelAnswer(
  model: PrivateModelView,
  { health, fallback }: { health: string; fallback: string | null },
): z.input<typeof privateModelSchema> {
  const { customWire: custom } = model;
  return {
    object: 'private_model',
    alias: model.alias,
    provider: model.provider,
    endpoint: model.baseUrl === '' ? null : model.baseUrl,
    model: model.providerModel,
    secret_last4: model.secretLast4,
    dimensions: model.dimensions,
    shorter_dimensions: model.shorterDimensions,
    input_type: model.inputType,
    query_prefix: model.queryPrefix,
    document_prefix: model.documentPrefix,
    max_texts: model.textsMax,
    max_tokens: model.tokensMax,
    max_input_tokens: model.inputTokensMax,
    hedge_after_ms: model.hedgeAfterMs,
    price_per_million_tokens: formatDollars(model.pricePerMillionNano),
    custom: custom && { template: custom.template, vectors_path: custom.vectorsPath, tokens_path: custom.tokensPath },
    fallback,
    upload: model.provider === 'onnx' ? uploadAnswer(model.upload) : null,
    enabled: model.enabled,
    health_status: health,
    tested_at: model.testedAt?.toISOString() ?? null,
    test: model.test && testAnswer(model.test),
    created: Math.floor(model.createdAt.getTime() / 1_000),
  };
}

function uploadAnswer(upload: ModelUpload | null): z.input<typeof uploadSchema> {
  return { version: upload?.version ?? 0, files: listModelFiles(upload), missing: missingModelFiles(upload) };
}

export function testAnswer(test: TestResult): z.input<typeof testSchema> {
  if (!test.ok) return { ok: false, message: test.message, latency_ms: test.latencyMs };
  const { dimensions, norm, latencyMs, tokens, inputTokensMax } = test;
  const window = inputTokensMax === undefined ? {} : { max_input_tokens: inputTokensMax };
  return { ok: true, dimensions, norm, latency_ms: latencyMs, tokens, ...window };
}

export const testSchema = z.object({
  ok: z.boolean(),
  message: z.string().optional().meta({ description: 'Why it failed and what to do.' }),
  dimensions: z.number().optional(),
  norm: z.number().optional().meta({ description: 'Length of a vector; 1 where the endpoint normalises.' }),
  latency_ms: z.number(),
  tokens: z.number().nullish().meta({ description: 'As the provider counted.' }),
  max_input_tokens: z.number().optional().meta({ description: 'Longest text of an uploaded model.' }),
});

const uploadSchema = z.object({
  version: z.number().meta({ description: 'One more with each change of a file; 0: nothing is uploaded.' }),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
  missing: z.array(z.string()).meta({ description: 'Files to upload before it can be tested.' }),
});

export const privateModelSchema = z.object({
  object: z.literal('private_model'),
  alias: z.string(),
  provider: z.enum(PROVIDERS),
  endpoint: z.string().nullable().meta({ description: 'null: it was uploaded and runs here.' }),
  model: z.string(),
  secret_last4: z.string().nullable(),
  dimensions: z.number().nullable().meta({ description: 'Full width; null: not tested yet.' }),
  shorter_dimensions: z.array(z.number()),
  input_type: z.enum(['query', 'document']),
  query_prefix: z.string(),
  document_prefix: z.string(),
  max_texts: z.number().nullable(),
  max_tokens: z.number().nullable(),
  max_input_tokens: z.number().nullable(),
  hedge_after_ms: z.number().nullable(),
  price_per_million_tokens: z.string(),
  custom: z.object(customFields).nullable(),
  fallback: z.string().nullable().meta({ description: 'Alias of the own model that serves when this one can’t.' }),
  upload: uploadSchema.nullable().meta({ description: 'Of a model of provider `onnx`.' }),
  enabled: z.boolean(),
  health_status: z.string(),
  tested_at: z.string().nullable(),
  test: testSchema.nullable(),
  created: z.number(),
});
