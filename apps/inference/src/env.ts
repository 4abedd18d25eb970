import { isAbsolute } from 'node:path';
import { cidrListSchema } from '@gridsky/api/domain';
import { z } from 'zod';
import { passwordsIn } from './observe/redaction.ts';

const port = z.coerce.number().int().min(0).max(65535);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

const origins = z.union([
  z.literal('*'),
  z
    .string()
    .transform((value) => value.split(',').map((origin) => origin.trim()))
    .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin))),
]);

const schema = z.object({
  DATABASE_APP_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_SYSTEM_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Shared by several processes for their limits; unset: this process is alone. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Where an embedded database keeps its data: how much room its disk has is told to the operator. */
  GRIDSKY_HOME: z.string().optional(),
  /** Where the keys are that seal providers' secrets: a file, the keys themselves, or a program that prints them. */
  SECRETS_KEYS_FILE: z.string().optional(),
  SECRETS_KEYS: z.string().optional(),
  SECRETS_KEYS_COMMAND: z.string().optional(),
  /** Private networks that tenants' endpoints may lie in, CIDR. */
  OUTBOUND_ALLOWED_RANGES: cidrListSchema('OUTBOUND_ALLOWED_RANGES'),
  API_PORT: port.default(8080),
  HOST: z.string().default('127.0.0.1'),
  /** Origin of the dashboard, which may call this API from the browser. */
  PUBLIC_URL: z.url().default('http://localhost:3000'),
  API_PUBLIC_URL: z.url().default('http://localhost:8080'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Port of its own for /metrics, and where it listens; unset: none. */
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  /** Whoever sends it as a bearer token may read /metrics on the API's port; unset: nobody. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Collector of traces (OTLP over HTTP); unset: none are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Workers that compute; unset: calibrated at the start, one a core at most. */
  INFERENCE_WORKERS: z.coerce.number().int().min(1).max(256).optional(),
  /** Threads that compute a batch together. */
  THREADS_PER_WORKER: z.coerce.number().int().min(1).max(256).optional(),
  /** Padded tokens of a batch; unset: what each model's trial chose. */
  BATCH_TOKENS: z.coerce.number().int().min(16).max(65_536).optional(),
  /** Whether every model is opened and tried out at the start, or with its first text. */
  MODEL_LOADING: z.enum(['eager', 'lazy']).default('eager'),
  /** How long a server that was told to stop still takes new requests, so that load balancers see `/readyz` turn first. */
  DRAIN_GRACE_SECONDS: z.coerce.number().min(0).max(5).default(1),
  /** Days for which single requests are kept; unset: for ever. */
  USAGE_RETENTION_DAYS: z.coerce.number().int().min(31).max(36_500).optional(),
  /** Origins whose pages may call this API, separated by commas, or `*`; unset: the dashboard's. */
  CORS_ORIGINS: origins.optional(),
  /** Longest time that a request's body may take. */
  BODY_TIMEOUT_SECONDS: z.coerce.number().min(1).max(600).default(60),
  /** For a request to a provider as a whole, its tries and its fallback included. */
  PROVIDER_TIMEOUT_SECONDS: z.coerce.number().min(0.1).max(600).default(55),
  /** Compress answers with floats for clients that ask. */
  COMPRESS_FLOATS: flag.default(false),
  /** Where files of uploaded models are kept, shared by all processes of the API; unset: in GRIDSKY_HOME. */
  MODEL_UPLOADS_FOLDER: z.string().refine(isAbsolute, { error: 'Give the whole path.' }).optional(),
  /** Bytes of one uploaded graph, and of all files of a tenant's models. */
  MODEL_UPLOAD_BYTES_MAX: z.coerce.number().int().min(1_024).default(1_073_741_824),
  MODEL_UPLOAD_TENANT_BYTES_MAX: z.coerce.number().int().min(1_024).default(5_368_709_120),
  /** Uploaded models that run at the same time, a process each, its memory in MiB, the longest run of its graph (opening it may take twice that), and when it is stopped. */
  MODEL_UPLOAD_PROCESSES: z.coerce.number().int().min(1).max(64).default(2),
  MODEL_UPLOAD_MEMORY_MIB: z.coerce.number().int().min(128).max(1_048_576).default(2_048),
  MODEL_UPLOAD_RUN_SECONDS: z.coerce.number().min(0.1).max(300).default(30),
  MODEL_UPLOAD_IDLE_SECONDS: z.coerce.number().min(1).max(86_400).default(300),
  /** true only behind a proxy that sets X-Forwarded-For itself. */
  TRUST_PROXY: flag.default(false),
});

export type Settings = z.output<typeof schema>;

/** The settings of this process; throws one sentence per wrong value. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const sentences = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The settings are not right. ${sentences.join(' ')} See .env.example.`);
}

/** What must not be seen in any log: the settings that are secrets, and the passwords inside addresses. */
export function secretsOf(settings: Partial<Record<keyof Settings, unknown>> = process.env): string[] {
  const text = (name: keyof Settings) => (typeof settings[name] === 'string' ? String(settings[name]) : undefined);
  const urls = [
    text('DATABASE_APP_URL'),
    text('DATABASE_SYSTEM_URL'),
    text('REDIS_URL'),
    text('OTEL_EXPORTER_OTLP_ENDPOINT'),
  ];
  return [...passwordsIn(urls), text('METRICS_TOKEN'), ...sealingKeys(text('SECRETS_KEYS'))].filter(
    (secret) => secret !== undefined,
  );
}

/** Each key by itself: a log may show one of several. */
function sealingKeys(text: string | undefined): string[] {
  return text?.split(/[\s,]+/).filter((key) => key !== '') ?? [];
}
