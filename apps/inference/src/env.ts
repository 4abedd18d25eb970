import { z } from 'zod';

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
  API_PORT: port.default(8080),
  HOST: z.string().default('127.0.0.1'),
  /** Origin of the dashboard, which may call this API from the browser. */
  PUBLIC_URL: z.url().default('http://localhost:3000'),
  API_PUBLIC_URL: z.url().default('http://localhost:8080'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Inference threads; unset: one a core. */
  INFERENCE_WORKERS: z.coerce.number().int().min(1).max(256).optional(),
  /** How long a server that was told to stop still takes new requests, so that load balancers see `/readyz` turn first. */
  DRAIN_GRACE_SECONDS: z.coerce.number().min(0).max(5).default(1),
  /** Days for which single requests are kept; unset: for ever. */
  USAGE_RETENTION_DAYS: z.coerce.number().int().min(31).max(36_500).optional(),
  /** Origins whose pages may call this API, separated by commas, or `*`; unset: the dashboard's. */
  CORS_ORIGINS: origins.optional(),
  /** Longest time that a request's body may take. */
  BODY_TIMEOUT_SECONDS: z.coerce.number().min(1).max(600).default(60),
  /** Compress answers with floats for clients that ask. */
  COMPRESS_FLOATS: flag.default(false),
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
