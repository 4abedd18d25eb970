import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { StartError } from './start-error.ts';

export type Settings = z.output<typeof settingsSchema> & {
  /** Absolute. */
  GRIDSKY_HOME: string;
  PUBLIC_URL: string;
  API_PUBLIC_URL: string;
  /** Everything that was set, known here or not: the applications have settings of their own. */
  raw: Record<string, string>;
};

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((value) => value >= 1 && value <= 65_535)
    .default(fallback);

const url = (protocols: string[], accepts: (parsed: URL) => boolean = () => true) =>
  z.string().refine((value) => {
    const parsed = URL.canParse(value) ? new URL(value) : undefined;
    return parsed !== undefined && protocols.includes(parsed.protocol) && accepts(parsed);
  });

const origin = url(['http:', 'https:'], (parsed) => parsed.pathname === '/' && parsed.search === '').transform(
  (value) => new URL(value).origin,
);

const password = z
  .string()
  .regex(/^[\x21-\x7e]+$/)
  .min(16)
  .optional();

const settingsSchema = z.object({
  PORT: port(3000),
  API_PORT: port(8080),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1'),
  DATABASE_URL: url(
    ['postgres:', 'postgresql:'],
    (parsed) => parsed.pathname.length > 1 && parsed.username !== '',
  ).optional(),
  PUBLIC_URL: origin.optional(),
  API_PUBLIC_URL: origin.optional(),
  GRIDSKY_HOME: z.string().default('.gridsky'),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  AUTH_SECRET: z.string().min(32).optional(),
  DATABASE_APP_PASSWORD: password,
  DATABASE_SYSTEM_PASSWORD: password,
});

/** What each setting takes, for the sentence about a wrong value. */
const allowed: Record<keyof z.output<typeof settingsSchema>, string> = {
  PORT: 'a whole number from 1 to 65535',
  API_PORT: 'a whole number from 1 to 65535',
  HOST: 'an address or a name of this machine, such as 127.0.0.1 or 0.0.0.0',
  DATABASE_URL: 'postgresql://user:password@host:5432/database',
  PUBLIC_URL: 'http:// or https:// and a host, without a path',
  API_PUBLIC_URL: 'http:// or https:// and a host, without a path',
  GRIDSKY_HOME: 'a folder',
  LOG_LEVEL: `one of ${logLevels.join(', ')}`,
  AUTH_SECRET: 'at least 32 characters',
  DATABASE_APP_PASSWORD: 'at least 16 visible ASCII characters',
  DATABASE_SYSTEM_PASSWORD: 'at least 16 visible ASCII characters',
};

/** Values that must not be repeated on a screen or in a log. */
const secret = /PASSWORD|SECRET|^DATABASE_URL$|^REDIS_URL$/;

/**
 * The platform's settings: the environment, then `.env` in the repository's root, then defaults. Empty means unset.
 * @throws StartError naming each wrong setting, its value and what is allowed
 */
export function readSettings(root: string, environment: NodeJS.ProcessEnv): Settings {
  const raw = { ...readDotEnv(path.join(root, '.env')), ...withoutEmpty(environment) };
  const parsed = settingsSchema.safeParse(raw);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => issue.path[0]).filter(isSetting));
    throw new StartError([...names].map((name) => wrongValue(name, raw[name])).join('\n'));
  }
  const settings = parsed.data;
  if (settings.PORT === settings.API_PORT) {
    throw new StartError(`PORT and API_PORT are both ${settings.PORT}: give the dashboard and the API a port each.`);
  }
  return {
    ...settings,
    GRIDSKY_HOME: path.resolve(root, settings.GRIDSKY_HOME),
    PUBLIC_URL: settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`,
    API_PUBLIC_URL: settings.API_PUBLIC_URL ?? `http://localhost:${settings.API_PORT}`,
    raw,
  };
}

function wrongValue(name: keyof typeof allowed, value: string | undefined): string {
  const shown = secret.test(name) ? 'has a wrong value (not shown)' : `is ${JSON.stringify(value ?? '')}`;
  return `${name} ${shown}: it must be ${allowed[name]}.`;
}

function isSetting(name: unknown): name is keyof typeof allowed {
  return typeof name === 'string' && name in allowed;
}

function readDotEnv(file: string): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new StartError(`${file} can't be read: give its user the right to (chmod u+r), or remove it.`);
  }
  return withoutEmpty(parseEnv(text));
}

function withoutEmpty(environment: NodeJS.Dict<string>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => !!entry[1]));
}
