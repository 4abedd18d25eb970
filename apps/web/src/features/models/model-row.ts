import { BUNDLED_MODELS, isCatalogueProvider, PROVIDER_TITLES } from '@gridsky/api/domain';
import type { CatalogueModel } from '@gridsky/api/services';

/** A model as the models page shows it. */
export interface ModelRow
  extends Pick<
    CatalogueModel,
    | 'id'
    | 'displayName'
    | 'dimensions'
    | 'allowedDimensions'
    | 'maxInputTokens'
    | 'pricePerMillionNano'
    | 'everyPlan'
    | 'provider'
  > {
  description: string;
  /** Whether the tenant's plan includes it. */
  included: boolean;
  /** Names of the plans that include it, cheapest first. */
  plans: string[];
  /** Other names of it. */
  aliases: string[];
}

export function modelRow(model: Omit<ModelRow, 'description'>): ModelRow {
  const bundled = BUNDLED_MODELS.find(({ id }) => id === model.id);
  return { ...model, description: bundled?.description ?? origin(model) };
}

function origin({ provider }: Pick<ModelRow, 'provider'>): string {
  if (provider === null) return 'Added by the operator of this platform.';
  return `Served by ${isCatalogueProvider(provider) ? PROVIDER_TITLES[provider] : provider}: texts are sent there.`;
}
