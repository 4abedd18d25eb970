import 'server-only';
import { createSecretVault, keySource, localKeyEncryption, type RemoteSettings } from '@gridsky/api/services';
import { environment } from '../../env.ts';

let settings: RemoteSettings | undefined;

/** What services need to keep other people's endpoints and secrets. */
export function remoteSettings(): RemoteSettings {
  const { sealingKeys, outboundAllowedRanges } = environment();
  settings ??= {
    vault: createSecretVault(localKeyEncryption(keySource(sealingKeys))),
    outboundRanges: outboundAllowedRanges,
  };
  return settings;
}
