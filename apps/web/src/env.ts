import { cidrListSchema } from '@gridsky/api/domain';
import { z } from 'zod';

/** Settings of the dashboard, read once. The start command sets them all; each message says what to set by hand. */
export interface Environment {
  databaseAppUrl: string;
  databaseSystemUrl: string;
  authSecret: string;
  /** Origin under which browsers open the dashboard, without a trailing slash. */
  publicUrl: string;
  /** Origin of the embeddings API as customers reach it. */
  apiPublicUrl: string;
  /** true: a proxy in front sets X-Forwarded-For itself. */
  trustProxy: boolean;
  /** How mail leaves; null: no mail server is set. */
  smtp: { url: string; from: string } | null;
  /** Where the keys are that seal providers' secrets; one of the three. */
  sealingKeys: { file: string | undefined; keys: string | undefined; command: string | undefined };
  /** Private networks that webhooks and model endpoints may reach, CIDR. */
  outboundAllowedRanges: string[];
  /** Services that sign people in; those that are not set are not there. */
  oauth: { github?: OAuthClient; google?: OAuthClient };
  /** null: no payments are taken, the operator sets plans. */
  stripe: { secretKey: string; webhookSecret: string; apiBase?: string } | null;
  /** Days for which a subscription whose payment failed still gives its plan. */
  graceDays: number;
  /** Whether the trial's credit is given at sign-up or sold. */
  trialMode: 'free' | 'paid';
}

export interface OAuthClient {
  clientId: string;
  clientSecret: string;
  /** Origin of the service. */
  url: string;
}

let parsed: Environment | undefined;

/** Throws an Error of one sentence for each setting that is missing or wrong. */
export function environment(): Environment {
  parsed ??= readEnvironment(process.env);
  return parsed;
}

/** true under `next dev`, whose refresh needs `eval`. */
export const isDevelopment = process.env.NODE_ENV === 'development';

export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const result = schema.safeParse(source);
  if (!result.success) throw new Error(result.error.issues.map((issue) => issue.message).join('\n'));
  const settings = result.data;
  return {
    databaseAppUrl: settings.DATABASE_APP_URL,
    databaseSystemUrl: settings.DATABASE_SYSTEM_URL,
    authSecret: settings.AUTH_SECRET,
    publicUrl: new URL(settings.PUBLIC_URL).origin,
    apiPublicUrl: new URL(settings.API_PUBLIC_URL).origin,
    trustProxy: settings.TRUST_PROXY === 'true',
    smtp: settings.SMTP_URL && settings.MAIL_FROM ? { url: settings.SMTP_URL, from: settings.MAIL_FROM } : null,
    outboundAllowedRanges: settings.OUTBOUND_ALLOWED_RANGES,
    sealingKeys: {
      file: settings.SECRETS_KEYS_FILE,
      keys: settings.SECRETS_KEYS,
      command: settings.SECRETS_KEYS_COMMAND,
    },
    oauth: {
      ...oauthClient('github', settings.GITHUB_CLIENT_ID, settings.GITHUB_CLIENT_SECRET, settings.GITHUB_URL),
      ...oauthClient('google', settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET, settings.GOOGLE_ISSUER),
    },
    stripe: stripeKeys(settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE),
    graceDays: settings.STRIPE_GRACE_DAYS,
    trialMode: settings.TRIAL_MODE,
  };
}

function oauthClient(
  name: 'github' | 'google',
  clientId: string | undefined,
  clientSecret: string | undefined,
  url: string | undefined,
): Environment['oauth'] {
  return clientId && clientSecret && url ? { [name]: { clientId, clientSecret, url: new URL(url).origin } } : {};
}

function stripeKeys(
  secretKey: string | undefined,
  webhookSecret: string | undefined,
  apiBase: string | undefined,
): Environment['stripe'] {
  return secretKey && webhookSecret ? { secretKey, webhookSecret, ...(apiBase ? { apiBase } : {}) } : null;
}

/** next-auth takes the host of the request for its own address unless this is set, so it is set before any request. */
export function pinPublicUrl(): void {
  process.env.NEXTAUTH_URL = environment().publicUrl;
}

const unset = z.literal('').transform(() => undefined);

const schema = z
  .object({
    DATABASE_APP_URL: postgres('DATABASE_APP_URL', 'gridsky_app'),
    DATABASE_SYSTEM_URL: postgres('DATABASE_SYSTEM_URL', 'gridsky_system'),
    AUTH_SECRET: z
      .string({
        error:
          'AUTH_SECRET is not set: give it 32 or more random characters, for example from `openssl rand -base64 32`.',
      })
      .min(32, { error: 'AUTH_SECRET is shorter than 32 characters: make one with `openssl rand -base64 32`.' }),
    PUBLIC_URL: web('PUBLIC_URL', 'http://localhost:3000'),
    API_PUBLIC_URL: web('API_PUBLIC_URL', 'http://localhost:8080'),
    TRUST_PROXY: z
      .string()
      .regex(/^(true|false|)$/, { error: 'TRUST_PROXY must be true or false.' })
      .optional(),
    SMTP_URL: z
      .url({
        protocol: /^smtps?$/,
        error: 'SMTP_URL must be the address of a mail server, for example smtp://user:password@mail.example.com:587.',
      })
      .or(unset)
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(/^([^<>@\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, {
        error: 'MAIL_FROM must be an address that mail comes from, for example Gridsky <no-reply@example.com>.',
      })
      .or(unset)
      .optional(),
    OUTBOUND_ALLOWED_RANGES: cidrListSchema('OUTBOUND_ALLOWED_RANGES'),
    SECRETS_KEYS_FILE: z.string().min(1).or(unset).optional(),
    SECRETS_KEYS: z.string().min(1).or(unset).optional(),
    SECRETS_KEYS_COMMAND: z.string().min(1).or(unset).optional(),
    ...oauthSettings('GITHUB'),
    ...oauthSettings('GOOGLE'),
    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^(sk|rk)_\w+$/, {
        error: 'STRIPE_SECRET_KEY must be a secret or restricted key of Stripe: sk_… or rk_….',
      })
      .or(unset)
      .optional(),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_\w+$/, { error: 'STRIPE_WEBHOOK_SECRET must be the signing secret of the webhook: whsec_….' })
      .or(unset)
      .optional(),
    STRIPE_API_BASE: web('STRIPE_API_BASE', 'https://api.stripe.com').or(unset).optional(),
    STRIPE_GRACE_DAYS: z
      .string()
      .regex(/^\d{1,2}$/, { error: 'STRIPE_GRACE_DAYS must be a whole number of days, 0 to 99.' })
      .or(unset)
      .default('7')
      .transform(Number),
    TRIAL_MODE: z
      .enum(['free', 'paid'], { error: 'TRIAL_MODE must be free or paid.' })
      .or(unset)
      .default('free')
      .transform((mode) => mode ?? 'free'),
    GITHUB_URL: web('GITHUB_URL', 'https://github.example.com').or(unset).default('https://github.com'),
    GOOGLE_ISSUER: web('GOOGLE_ISSUER', 'https://accounts.google.com').or(unset).default('https://accounts.google.com'),
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL === !MAIL_FROM, {
    error: 'SMTP_URL and MAIL_FROM belong together: set both, or none to send no mail.',
  })
  .refine((settings) => !settings.STRIPE_SECRET_KEY === !settings.STRIPE_WEBHOOK_SECRET, {
    error: 'STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET belong together: set both, or none to take no payments.',
  })
  .refine((settings) => settings.TRIAL_MODE === 'free' || settings.STRIPE_SECRET_KEY, {
    error:
      'TRIAL_MODE is paid, which needs Stripe: set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, or TRIAL_MODE=free.',
  })
  .refine((settings) => !settings.GITHUB_CLIENT_ID === !settings.GITHUB_CLIENT_SECRET, {
    error: 'GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET belong together: set both or none.',
  })
  .refine((settings) => !settings.GOOGLE_CLIENT_ID === !settings.GOOGLE_CLIENT_SECRET, {
    error: 'GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together: set both or none.',
  });

function oauthSettings<Name extends string>(name: Name) {
  const setting = z.string().or(unset).optional();
  return { [`${name}_CLIENT_ID`]: setting, [`${name}_CLIENT_SECRET`]: setting } as Record<
    `${Name}_CLIENT_ID` | `${Name}_CLIENT_SECRET`,
    typeof setting
  >;
}

/** Networks in CIDR notation, apart by commas or blanks. */

function postgres(name: string, role: string) {
  const error = `${name} must be a postgres:// address of the role ${role}.`;
  return z.string({ error }).regex(/^postgres(ql)?:\/\//, { error });
}

function web(name: string, example: string) {
  return z.url({
    protocol: /^https?$/,
    error: `${name} must be the address that people open, for example ${example}.`,
  });
}
