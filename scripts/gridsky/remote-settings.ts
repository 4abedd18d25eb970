import type { RemoteSettings } from '@gridsky/api/services';
import { sealingKeysFile } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import { CommandError } from './command.ts';

/** Where the keys are that seal secrets: the platform's own file unless a setting says otherwise. */
export function keySettings({ raw, GRIDSKY_HOME }: Settings) {
  const { SECRETS_KEYS_FILE: file, SECRETS_KEYS: keys, SECRETS_KEYS_COMMAND: command } = raw;
  return file || keys || command ? { file, keys, command } : { file: sealingKeysFile(GRIDSKY_HOME), keys, command };
}

/** Private ranges that requests may reach. @throws CommandError for a wrong setting */
export async function allowedRanges({ raw }: Settings): Promise<string[]> {
  const { cidrListSchema } = await import('@gridsky/api/domain');
  const parsed = cidrListSchema('OUTBOUND_ALLOWED_RANGES').safeParse(raw.OUTBOUND_ALLOWED_RANGES ?? '');
  if (!parsed.success) throw new CommandError(parsed.error.issues.map(({ message }) => message).join(' '));
  return parsed.data;
}

/** What keeps other people's endpoints and secrets, as the applications have it. */
export async function readRemoteSettings(settings: Settings): Promise<RemoteSettings> {
  const { createSecretVault, keySource, localKeyEncryption } = await import('@gridsky/api/services');
  return {
    vault: createSecretVault(localKeyEncryption(keySource(keySettings(settings)))),
    outboundRanges: await allowedRanges(settings),
  };
}
