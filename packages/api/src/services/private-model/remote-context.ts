import type { SystemContext, TenantContext } from '../context.ts';
import type { SecretVault } from '../secret/secret-vault.ts';

/** What a service needs to keep other people's endpoints and secrets. */
export type RemoteSettings = {
  vault: SecretVault;
  /** Private ranges that the operator lets requests reach, CIDR. */
  outboundRanges: readonly string[];
};

export type RemoteContext = SystemContext & { remote: RemoteSettings };
export type TenantRemoteContext = TenantContext & RemoteContext;
