import { ownModelWidths, ownModelWindow } from '../../domain/private-model.ts';
import type { TenantContext } from '../context.ts';
import { listPrivateModels } from '../private-model/list-private-models.ts';
import { getTenant } from '../tenant/get-tenant.ts';
import { listTenantModels, type TenantModel } from './list-tenant-models.ts';

/** A model that a key of the tenant may call now, wherever it runs. */
export type UsableModel = Pick<
  TenantModel,
  'id' | 'displayName' | 'dimensions' | 'allowedDimensions' | 'maxInputTokens' | 'pricePerMillionNano'
> & {
  /** `own`: the tenant's. */
  kind: TenantModel['kind'] | 'own';
};

/** Those of the platform and of connected providers that the plan includes, then the tenant's own that are enabled, as the API lists them. */
export async function listUsableModels(context: TenantContext): Promise<UsableModel[]> {
  const [{ limits }, platform, own] = await Promise.all([
    getTenant(context),
    listTenantModels(context),
    listPrivateModels(context),
  ]);
  const taken = new Set(platform.map(({ id }) => id));
  return [
    ...platform
      .filter(({ included }) => included)
      .map(({ id, displayName, dimensions, allowedDimensions, maxInputTokens, pricePerMillionNano, kind }) => {
        return { id, displayName, dimensions, allowedDimensions, maxInputTokens, pricePerMillionNano, kind };
      }),
    ...(limits.privateModelsMax === 0 ? [] : own).flatMap((model): UsableModel[] => {
      const { alias, enabled, dimensions } = model;
      if (!enabled || dimensions === null || taken.has(alias)) return [];
      return [
        {
          id: alias,
          displayName: alias,
          dimensions,
          allowedDimensions: ownModelWidths(dimensions, model.shorterDimensions),
          maxInputTokens: ownModelWindow(model.inputTokensMax, model.test),
          pricePerMillionNano: model.pricePerMillionNano,
          kind: 'own',
        },
      ];
    }),
  ];
}
