import 'server-only';
import { listModels, listPlans } from '@gridsky/api/services';
import { database } from '../session/database.server.ts';
import type { PriceTable } from './price-table.ts';

/**
 * The prices of now, from the plan table that the platform enforces. Without `modelIds` only the bundled models: those
 * that the operator added are told to tenants, not to the public.
 */
export async function readPriceTable(modelIds: readonly string[] | null = null): Promise<PriceTable> {
  const [models, plans] = await Promise.all([listModels(database()), listPlans(database())]);
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
        countsInBrowser: model.kind === 'bundled',
        everyPlan: model.everyPlan,
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
