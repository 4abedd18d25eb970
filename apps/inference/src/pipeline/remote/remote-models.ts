import { type CatalogueProvider, isCatalogueProvider, ownModelWidths, ownModelWindow } from '@gridsky/api/domain';
import type {
  CatalogueModel,
  PrivateModelView,
  RemoteConnections,
  RemoteSecret,
  TenantRemotes,
} from '@gridsky/api/services';
import { providers } from '../../providers/index.ts';
import { perObject } from '../per-object.ts';
import { createRefreshAheadCache } from '../refresh-ahead-cache.ts';
import type { RemoteModel, ServedModel } from './served-model.ts';

export type RemoteModels = {
  /** The tenant's own model of this alias, if it is enabled. */
  own(tenantId: string, alias: string): Promise<ServedModel | null>;
  /** All of the tenant's own that are enabled, by alias. */
  allOwn(tenantId: string): Promise<ServedModel[]>;
  /** One of the tenant's own, enabled or not, for its test; `dimensions` 0: not known yet. */
  byAlias(tenantId: string, alias: string): Promise<{ view: PrivateModelView; remote: RemoteModel } | null>;
  /** A provider's model of the catalogue by the tenant's own account or else the operator's; null: neither has one. */
  ofCatalogue(tenantId: string, ownAccounts: boolean, model: CatalogueModel): Promise<ServedModel | null>;
  /** Takes a payload of the `gridsky_remote_models` channel: a tenant's id, empty for the operator's; undefined: everything. */
  invalidate(tenantId?: string): void;
};

export type RemoteSources = {
  tenant: (tenantId: string) => Promise<TenantRemotes>;
  platform: () => Promise<RemoteConnections>;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
};

const TENANTS_MAX = 10_000;

/** What requests may be sent to, kept as long as nothing tells otherwise. */
export function createRemoteModels({ tenant, platform, now }: RemoteSources): RemoteModels {
  const tenants = createRefreshAheadCache(
    async (tenantId) => {
      const remotes = await tenant(tenantId);
      return { ...remotes, enabled: enabledModels(tenantId, remotes) };
    },
    now,
    TENANTS_MAX,
  );
  const platforms = createRefreshAheadCache(platform, now, 1);

  return {
    async own(tenantId, alias) {
      return (await tenants.get(tenantId)).enabled.get(alias) ?? null;
    },
    async allOwn(tenantId) {
      return [...(await tenants.get(tenantId)).enabled.values()];
    },
    async byAlias(tenantId, alias) {
      const { models } = await tenants.get(tenantId);
      const view = models.find((model) => model.alias === alias);
      return view ? { view, remote: ownRemote(tenantId, view, null) } : null;
    },
    async ofCatalogue(tenantId, ownAccounts, model) {
      if (!isOffered(model)) return null;
      const own = ownAccounts ? (await tenants.get(tenantId)).connections.get(model.provider) : undefined;
      if (own) return byOwnAccount(own)(model);
      const account = (await platforms.get('')).get(model.provider);
      return account ? byPlatformAccount(account)(model) : null;
    },
    invalidate(tenantId) {
      if (tenantId === undefined) tenants.clear();
      else if (tenantId !== '') tenants.delete(tenantId);
      if (!tenantId) platforms.clear();
    },
  };
}

type OwnModel = TenantRemotes['models'][number];

/** What was read of a tenant, and its enabled models as requests find them, by alias: built once and not by each request. */
type KnownRemotes = TenantRemotes & { enabled: Map<string, ServedModel> };

function enabledModels(tenantId: string, { models }: TenantRemotes): KnownRemotes['enabled'] {
  const enabled = models.filter((model) => model.enabled);
  return new Map(enabled.map((model) => [model.alias, ownModel(tenantId, model, models)]));
}

function ownModel(tenantId: string, model: OwnModel, all: readonly OwnModel[]): ServedModel {
  const dimensions = model.dimensions ?? 0;
  const other = all.find(({ id, enabled }) => id === model.fallbackId && enabled);
  // One that was tested anew since may have become another's width.
  const fallback =
    other?.dimensions === dimensions
      ? {
          model: other.alias,
          remote: ownRemote(tenantId, other, null),
          widths: ownModelWidths(dimensions, other.shorterDimensions),
        }
      : null;
  return {
    id: model.alias,
    displayName: model.alias,
    dimensions,
    allowedDimensions: ownModelWidths(dimensions, model.shorterDimensions),
    maxInputTokens: ownModelWindow(model.inputTokensMax, model.test),
    pricePerMillionNano: model.pricePerMillionNano,
    everyPlan: true,
    provider: model.provider,
    providerModel: model.providerModel,
    createdAt: model.createdAt,
    remote: ownRemote(tenantId, model, fallback),
  };
}

function ownRemote(tenantId: string, model: OwnModel, fallback: RemoteModel['fallback']): RemoteModel {
  const { provider } = model;
  const common = {
    id: model.id,
    dimensions: model.dimensions ?? 0,
    inputTokensMax: model.inputTokensMax,
    inputType: model.inputType,
    prefixes: { query: model.queryPrefix, document: model.documentPrefix },
    isOwn: true,
    fallback,
  };
  if (provider === 'onnx') return { ...common, provider, tenantId, upload: model.upload };
  const { textsMax, tokensMax } = providers[provider];
  return {
    ...common,
    provider,
    baseUrl: model.baseUrl,
    secret: model.secret,
    providerModel: model.providerModel,
    customWire: model.customWire,
    textsMax: model.textsMax ?? textsMax,
    tokensMax: model.tokensMax ?? tokensMax,
    hedgeAfterMs: model.hedgeAfterMs,
  };
}

type Account = { id: string; baseUrl: string; secret: RemoteSecret };
type OfferedModel = CatalogueModel & { provider: CatalogueProvider };

function isOffered(model: CatalogueModel): model is OfferedModel {
  return model.provider !== null && isCatalogueProvider(model.provider);
}

/** A provider's model by a tenant's own account, and by the operator's. */
const byOwnAccount = byAccount(true);
const byPlatformAccount = byAccount(false);

function byAccount(isOwn: boolean) {
  return perObject((account: Account) => perObject((model: OfferedModel) => catalogueModel(model, account, isOwn)));
}

function catalogueModel(
  { folder: _folder, kind: _kind, ...model }: OfferedModel,
  account: Account,
  isOwn: boolean,
): ServedModel {
  const { provider } = model;
  const { textsMax, tokensMax } = providers[provider];
  return {
    ...model,
    remote: {
      id: `${account.id}/${model.id}`,
      provider,
      baseUrl: account.baseUrl,
      secret: account.secret,
      providerModel: model.providerModel ?? model.id,
      dimensions: model.dimensions,
      customWire: null,
      textsMax,
      tokensMax,
      hedgeAfterMs: null,
      // The provider's own tokenizer decides: ours counts a little otherwise.
      inputTokensMax: null,
      inputType: 'document',
      prefixes: { query: '', document: '' },
      isOwn,
      fallback: null,
    },
  };
}
