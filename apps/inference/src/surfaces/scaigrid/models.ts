import type { Principal } from '@gridsky/api/domain';
import type { z } from 'zod';
import type { Catalogue, ListedModel } from '../../pipeline/catalogue.ts';
import type { ServedModel } from '../../pipeline/remote/served-model.ts';
import type { modelsQuery } from './accounting-query.ts';
import { encodeCursor } from './cursor.ts';

/**
 * `GET /v1/models?modality=…` in ScaiGrid's shape, by id, page by page. Every model here is of modality `embedding` and status
 * `active`; of others there is nothing.
 */
export async function scaigridModelList(
  catalogue: Catalogue,
  principal: Principal,
  { modality, limit, cursor, status }: z.output<typeof modelsQuery>,
  health: (model: ServedModel) => ModelHealthStatus,
): Promise<object> {
  const isOurs = modality === 'embedding' && (status === undefined || status === 'active');
  const [after] = cursor ?? [];
  const models = (isOurs ? await catalogue.usable(principal) : [])
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .filter(({ id }) => after === undefined || id > after);
  const page = models.slice(0, limit);
  const last = page.at(-1);
  const hasMore = models.length > page.length;
  return {
    status: 'ok',
    data: { items: page.map((model) => item(model, health({ ...model, id: model.aliasOf ?? model.id }))) },
    pagination: { has_more: hasMore, next_cursor: hasMore && last ? encodeCursor([last.id]) : null },
  };
}

/** `degraded`: an endpoint that has failed too often lately and is tried again. */
export type ModelHealthStatus = 'healthy' | 'degraded' | 'unhealthy';

function item(model: ListedModel, health: ModelHealthStatus): object {
  return {
    slug: model.id,
    display_name: model.displayName,
    modality: 'embedding',
    context_window: model.maxInputTokens,
    max_output_tokens: null,
    status: 'active',
    health_status: health,
    active_backend_count: health === 'unhealthy' ? 0 : 1,
    total_backend_count: 1,
    dimensions: model.dimensions,
    allowed_dimensions: model.allowedDimensions,
    ...(model.aliasOf === null ? {} : { alias_of: model.aliasOf }),
  };
}
