import type { Database } from '@gridsky/db';
import type { PriceTable } from '../../domain/price-table.ts';
import { listModelAliases } from '../model/list-model-aliases.ts';
import { listModels } from '../model/list-models.ts';
import { listPlans } from './list-plans.ts';

/**
 * The prices of now, as the operator has set them. `modelIds` null: only the bundled models, for those that the operator
 * added are told to tenants, not to the public.
 */
export async function readPriceTable(database: Database, modelIds: readonly string[] | null): Promise<PriceTable> {
  const [models, plans, aliases] = await Promise.all([
    listModels(database),
    listPlans(database),
    modelIds === null ? [] : listModelAliases(database),
  ]);
  return {
    models: models
      .filter(({ id, kind }) => (modelIds === null ? kind === 'bundled' : modelIds.includes(id)))
      .map((model) => ({
        id: model.id,
        displayName: model.displayName,
        dimensions: model.dimensions,
        allowedDimensions: model.allowedDimensions,
        maxInputTokens: model.maxInputTokens,
        pricePerMillionNano: model.pricePerMillionNano,
        bundled: model.kind === 'bundled',
        everyPlan: model.everyPlan,
        aliases: aliases.filter(({ modelId }) => modelId === model.id).map(({ alias }) => alias),
      })),
    plans: plans.map((plan) => ({
      id: plan.id,
      name: plan.name,
      priceMonthlyNano: plan.priceMonthlyNano,
      creditNano: plan.creditNano,
      metered: plan.metered,
      models: plan.models,
      requestsPerMinuteTenantMax: plan.requestsPerMinuteTenantMax,
      tokensPerMinuteTenantMax: plan.tokensPerMinuteTenantMax,
      tokensPerRequestMax: plan.tokensPerRequestMax,
    })),
  };
}
