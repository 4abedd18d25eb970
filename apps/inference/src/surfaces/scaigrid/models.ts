import type { Principal } from '@gridsky/api/domain';
import type { CatalogueModel } from '@gridsky/api/services';
import type { z } from 'zod';
import type { Catalogue } from '../../pipeline/catalogue.ts';
import type { modelsQuery } from './accounting-query.ts';
import { encodeCursor } from './cursor.ts';

/**
 * `GET /v1/models?modality=…` in ScaiGrid's shape, by id, page by page. Every model here is of modality `embedding` and status
 * `active`; of others there is nothing.
 */
export function scaigridModelList(
  catalogue: Catalogue,
  principal: Principal,
  { modality, limit, cursor, status }: z.output<typeof modelsQuery>,
  serving: (id: string) => boolean,
): object {
  const isOurs = modality === 'embedding' && (status === undefined || status === 'active');
  const [after] = cursor ?? [];
  const models = (isOurs ? catalogue.usable(principal) : [])
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .filter(({ id }) => after === undefined || id > after);
  const page = models.slice(0, limit);
  const last = page.at(-1);
  const hasMore = models.length > page.length;
  return {
    status: 'ok',
    data: { items: page.map((model) => item(model, serving(model.id))) },
    pagination: { has_more: hasMore, next_cursor: hasMore && last ? encodeCursor([last.id]) : null },
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
