import { type Secrets, sealingKeysFile } from './secrets.ts';
import type { Settings } from './settings.ts';

/** The whole environment of an application: all settings decided, so that it needs no default of its own. */
export function childEnvironment(
  settings: Settings,
  secrets: Secrets,
  urls: { appUrl: string; systemUrl: string },
): Record<string, string> {
  const authSecret = settings.AUTH_SECRET ?? secrets.authSecret;
  // The owner may do everything to the data and is no business of the applications.
  const { DATABASE_URL: _owner, ...inherited } = settings.raw;
  return {
    ...inherited,
    NODE_ENV: 'production',
    HOST: settings.HOST,
    API_PORT: String(settings.API_PORT),
    PORT: String(settings.PORT),
    // Next's standalone server reads its address here; shells set it to the machine's name.
    HOSTNAME: settings.HOST,
    PUBLIC_URL: settings.PUBLIC_URL,
    API_PUBLIC_URL: settings.API_PUBLIC_URL,
    NEXTAUTH_URL: settings.PUBLIC_URL,
    AUTH_SECRET: authSecret,
    ...(inherited.SECRETS_KEYS || inherited.SECRETS_KEYS_COMMAND || inherited.SECRETS_KEYS_FILE
      ? {}
      : { SECRETS_KEYS_FILE: sealingKeysFile(settings.GRIDSKY_HOME) }),
    NEXTAUTH_SECRET: authSecret,
    DATABASE_APP_URL: urls.appUrl,
    DATABASE_SYSTEM_URL: urls.systemUrl,
    GRIDSKY_HOME: settings.GRIDSKY_HOME,
    LOG_LEVEL: settings.LOG_LEVEL,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
