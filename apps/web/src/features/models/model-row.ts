import { BUNDLED_MODELS } from '@gridsky/api/domain';
import type { CatalogueModel } from '@gridsky/api/services';

/** A model as the models page shows it. */
export interface ModelRow
  extends Pick<
    CatalogueModel,
    'id' | 'displayName' | 'dimensions' | 'allowedDimensions' | 'maxInputTokens' | 'pricePerMillionNano' | 'everyPlan'
  > {
  description: string;
  /** Whether the tenant's plan includes it. */
  included: boolean;
  /** Names of the plans that include it, cheapest first. */
  plans: string[];
}

export function modelRow(model: Omit<ModelRow, 'description'>): ModelRow {
  const bundled = BUNDLED_MODELS.find(({ id }) => id === model.id);
  return { ...model, description: bundled?.description ?? 'Added by the operator of this platform.' };
}
