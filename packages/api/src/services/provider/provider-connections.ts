import type { TenantTransaction } from '@gridsky/db';
import { z } from 'zod';
import { Fault, notFound } from '../../domain/fault.ts';
import { secretSchema } from '../../domain/private-model.ts';
import {
  CATALOGUE_PROVIDERS,
  type CatalogueProvider,
  isCatalogueProvider,
  PROVIDER_MODELS,
} from '../../domain/provider.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { lockModelNames, refuseAliased } from '../model/model-names.ts';
import { parseTarget } from '../outbound/parse-target.ts';
import type { RemoteContext, TenantRemoteContext } from '../private-model/remote-context.ts';
import { readLast4, storeSecret, wipeSecret } from '../secret/store-secret.ts';
import { lockTenant } from '../tenant/lock-tenant.ts';

export const setProviderInput = z.object({
  provider: z.enum(CATALOGUE_PROVIDERS),
  /** Null: the provider's public address. */
  baseUrl: z.string().max(2_000).nullable().default(null),
  secret: secretSchema,
});
type SetProvider = z.output<typeof setProviderInput>;

export type ProviderConnectionView = {
  provider: CatalogueProvider;
  /** Null: the provider's public address. */
  baseUrl: string | null;
  secretLast4: string | null;
  updatedAt: Date;
};

/**
 * Opens the catalogue's models of a provider to every tenant whose plan includes them, or replaces the key. Errors: `invalid` address; `conflict`
 * when one of their ids is an alias of another model.
 */
export async function setProvider(context: RemoteContext, input: SetProvider): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    await lockModelNames(tx);
    await offerModels(tx, context.now(), input.provider);
    const served = await tx.model.findMany({ where: { provider: input.provider, disabledAt: null } });
    await refuseAliased(
      tx,
      served.map(({ id }) => id),
    );
    await keep(tx, context, null, input);
  });
}

/** Closes them again; the key is wiped. Error: `not_found`. */
export async function removeProvider(
  context: RemoteContext,
  { provider }: { provider: CatalogueProvider },
): Promise<void> {
  await context.database.system.$transaction((tx) => drop(tx, context, null, provider));
}

/** The operator's connections. */
export async function listProviders({ database }: Pick<RemoteContext, 'database'>): Promise<ProviderConnectionView[]> {
  return database.system.$transaction((tx) => list(tx, null));
}

/** The same for one tenant, with its own key: its requests go by it, whatever the operator has. Errors: `plan_limit`, `invalid`. */
export async function setTenantProvider(context: TenantRemoteContext, input: SetProvider): Promise<void> {
  requirePermission(context, 'model:write');
  const { tenantId } = context;
  // The catalogue is nobody's own, so not for the tenant's role to write.
  await offerModels(context.database.system, context.now(), input.provider);
  await context.database.asTenant(tenantId, async (tx) => {
    const { planName, limits } = await lockTenant(tx, tenantId);
    if (limits.privateModelsMax === 0) {
      throw new Fault('plan_limit', `The ${planName} plan includes no provider keys of your own. Change plan.`);
    }
    await keep(tx, context, tenantId, input);
  });
}

export async function removeTenantProvider(
  context: TenantContext,
  { provider }: { provider: CatalogueProvider },
): Promise<void> {
  requirePermission(context, 'model:write');
  await context.database.asTenant(context.tenantId, (tx) => drop(tx, context, context.tenantId, provider));
}

export async function listTenantProviders(context: TenantContext): Promise<ProviderConnectionView[]> {
  requirePermission(context, 'key:read');
  return context.database.asTenant(context.tenantId, (tx) => list(tx, context.tenantId));
}

/** The catalogue's rows of a provider, which are in the table from its first connection on; prices that the operator changed stay. */
async function offerModels(
  client: Pick<TenantTransaction, 'model'>,
  now: Date,
  provider: CatalogueProvider,
): Promise<void> {
  const offered = PROVIDER_MODELS.filter((model) => model.provider === provider);
  await client.model.createMany({
    data: offered.map((model) => ({ ...model, kind: 'provider' as const, createdAt: now })),
    skipDuplicates: true,
  });
}

async function keep(
  tx: TenantTransaction,
  context: RemoteContext,
  tenantId: string | null,
  input: SetProvider,
): Promise<void> {
  const { provider, secret } = input;
  const ranges = context.remote.outboundRanges;
  const baseUrl = input.baseUrl?.trim()
    ? parseTarget(input.baseUrl.trim(), ranges, 'baseUrl').href.replace(/\/+$/, '')
    : null;
  const now = context.now();
  const before = await tx.providerConnection.findFirst({ where: { tenantId, provider } });
  const row = before
    ? await tx.providerConnection.update({ where: { id: before.id }, data: { baseUrl, updatedAt: now } })
    : await tx.providerConnection.create({ data: { tenantId, provider, baseUrl, createdAt: now, updatedAt: now } });
  await storeSecret(tx, context.remote.vault, { tenantId, ownerId: row.id }, secret, now);
  const shown = (url: string | null) => ({ host: url === null ? 'public' : new URL(url).host });
  await recordAudit(tx, context, {
    tenantId,
    action: 'provider.set',
    targetType: 'provider',
    targetId: provider,
    ...(before ? { before: shown(before.baseUrl) } : {}),
    after: shown(baseUrl),
  });
}

async function drop(
  tx: TenantTransaction,
  context: Pick<RemoteContext, 'actor' | 'database' | 'now' | 'ip'>,
  tenantId: string | null,
  provider: CatalogueProvider,
): Promise<void> {
  const before = await tx.providerConnection.findFirst({ where: { tenantId, provider } });
  if (!before) throw notFound('provider');
  await wipeSecret(tx, before.id);
  await tx.providerConnection.deleteMany({ where: { id: before.id } });
  await recordAudit(tx, context, { tenantId, action: 'provider.remove', targetType: 'provider', targetId: provider });
}

async function list(tx: TenantTransaction, tenantId: string | null): Promise<ProviderConnectionView[]> {
  const rows = await tx.providerConnection.findMany({ where: { tenantId }, orderBy: { provider: 'asc' } });
  const last4 = await readLast4(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id, provider, baseUrl, updatedAt }) =>
    isCatalogueProvider(provider) ? [{ provider, baseUrl, updatedAt, secretLast4: last4.get(id) ?? null }] : [],
  );
}
