import type { Database, PrivateModel, ProviderConnection, SealedSecret } from '@gridsky/db';
import { type CatalogueProvider, isCatalogueProvider, PROVIDER_URLS } from '../../domain/provider.ts';
import type { SecretVault } from '../secret/secret-vault.ts';
import { type PrivateModelView, privateModelView } from './private-model-view.ts';

/** What opens an endpoint: nothing, or a secret that is read when it is needed. */
export type RemoteSecret = { last4: string; open(): Promise<string> } | null;

/** An account at a provider of the catalogue. */
export type RemoteConnection = { id: string; baseUrl: string; secret: RemoteSecret };

export type RemoteConnections = Map<CatalogueProvider, RemoteConnection>;

/** A tenant's own models, enabled or not, and its own accounts. */
export type TenantRemotes = {
  models: (PrivateModelView & { secret: RemoteSecret })[];
  connections: RemoteConnections;
};

/** All that requests of a tenant may be sent to by the tenant's own doing. With the system role. */
export async function readTenantRemotes(
  database: Database,
  vault: SecretVault,
  tenantId: string,
): Promise<TenantRemotes> {
  const { system } = database;
  const where = { tenantId };
  const [models, connections, secrets] = await Promise.all([
    system.privateModel.findMany({ where, orderBy: { alias: 'asc' } }),
    system.providerConnection.findMany({ where }),
    system.sealedSecret.findMany({ where }),
  ]);
  const secretOf = secretsOf(vault, secrets);
  return {
    models: models.map((row: PrivateModel) => {
      const secret = secretOf(row.id);
      return { ...privateModelView(row, secret?.last4), secret };
    }),
    connections: connectionsOf(connections, secretOf),
  };
}

/** The operator's accounts, which serve every tenant whose plan includes provider models. */
export async function readPlatformConnections(database: Database, vault: SecretVault): Promise<RemoteConnections> {
  const { system } = database;
  const [connections, secrets] = await Promise.all([
    system.providerConnection.findMany({ where: { tenantId: null } }),
    system.sealedSecret.findMany({ where: { tenantId: null } }),
  ]);
  return connectionsOf(connections, secretsOf(vault, secrets));
}

/** A secret is opened once for as long as what was read is kept; a row that can't be opened fails its own requests alone. */
function secretsOf(vault: SecretVault, rows: readonly SealedSecret[]): (ownerId: string) => RemoteSecret {
  const byOwner = new Map(rows.map((row) => [row.ownerId, row]));
  return (ownerId) => {
    const row = byOwner.get(ownerId);
    if (!row) return null;
    let opened: Promise<string> | undefined;
    const open = () => {
      opened ??= vault.open(row, row);
      opened.catch(() => {
        opened = undefined;
      });
      return opened;
    };
    return { last4: row.last4, open };
  };
}

function connectionsOf(
  rows: readonly ProviderConnection[],
  secretOf: (ownerId: string) => RemoteSecret,
): RemoteConnections {
  const connections: RemoteConnections = new Map();
  for (const { id, provider, baseUrl } of rows) {
    if (!isCatalogueProvider(provider)) continue;
    connections.set(provider, { id, baseUrl: baseUrl ?? PROVIDER_URLS[provider], secret: secretOf(id) });
  }
  return connections;
}
