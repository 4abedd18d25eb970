import type { Principal } from '@gridsky/api/domain';
import type { CatalogueModel } from '@gridsky/api/services';
import type { Catalogue } from '../../pipeline/catalogue.ts';

/** `GET /v1/models?modality=…` in ScaiGrid's shape. Every model here is of modality `embedding`; others list nothing. */
export function scaigridModelList(
  catalogue: Catalogue,
  principal: Principal,
  modality: string,
  serving: (id: string) => boolean,
): object {
  const models = modality === 'embedding' ? catalogue.usable(principal) : [];
  return {
    status: 'ok',
    data: { items: models.map((model) => item(model, serving(model.id))) },
    pagination: { has_more: false, next_cursor: null },
  };
}

function item(model: CatalogueModel, healthy: boolean): object {
  return {
    slug: model.id,
    display_name: model.displayName,
    modality: 'embedding',
    context_window: model.maxInputTokens,
    max_output_tokens: null,
    status: 'active',
    health_status: healthy ? 'healthy' : 'unhealthy',
    active_backend_count: healthy ? 1 : 0,
    total_backend_count: 1,
    dimensions: model.dimensions,
    allowed_dimensions: model.allowedDimensions,
  };
}
