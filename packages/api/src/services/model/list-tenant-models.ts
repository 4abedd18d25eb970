import type { TenantContext } from '../context.ts';
import { listPlans } from '../plan/list-plans.ts';
import { getTenant } from '../tenant/get-tenant.ts';
import { connectedProviders } from './connected-providers.ts';
import { listModelAliases } from './list-model-aliases.ts';
import { type CatalogueModel, listModels } from './list-models.ts';

export type TenantModel = Omit<CatalogueModel, 'folder'> & {
  /** Whether the tenant's plan includes it. */
  included: boolean;
  /** Names of the plans that include it, cheapest first. */
  plans: string[];
  /** Other names of it that requests may use. */
  aliases: string[];
};

/**
 * The models of the platform as this tenant may have them. Those of a provider are among them where the operator has an account there, or the
 * tenant one of its own: with whom another tenant has one is nobody's business.
 */
export async function listTenantModels(context: TenantContext): Promise<TenantModel[]> {
  const { database, tenantId } = context;
  const [tenant, models, plans, aliases] = await Promise.all([
    getTenant(context),
    listModels(database),
    listPlans(database),
    listModelAliases(database),
  ]);
  const hasOwn = tenant.limits.privateModelsMax > 0;
  const connected = await connectedProviders(database, hasOwn ? tenantId : null);
  return models
    .filter(({ provider }) => provider === null || connected.has(provider))
    .map(({ folder: _folder, ...model }) => {
      const isProvider = model.kind === 'provider';
      return {
        ...model,
        included: model.everyPlan || tenant.plan.models.includes(model.id) || (isProvider && hasOwn),
        plans: plans
          .filter(({ models, privateModelsMax }) => {
            return model.everyPlan || models.includes(model.id) || (isProvider && privateModelsMax > 0);
          })
          .map(({ name }) => name),
        aliases: aliases.filter(({ modelId }) => modelId === model.id).map(({ alias }) => alias),
      };
    });
}
