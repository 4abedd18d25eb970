import type { Principal } from '@gridsky/api/domain';
import type { z } from 'zod';
import type { Catalogue, ListedModel } from '../../pipeline/catalogue.ts';
import type { Backends } from '../../pipeline/remote/backends.ts';
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
  backends: (model: ServedModel) => Backends,
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
    data: { items: page.map((model) => item(model, backends({ ...model, id: model.aliasOf ?? model.id }))) },
    pagination: { has_more: hasMore, next_cursor: hasMore && last ? encodeCursor([last.id]) : null },
  };
}

/** `degraded`: it is served, but an endpoint of it has failed too often lately: its fallback serves, or it is tried again. */
function healthOf({ total, active, isProbing }: Backends): 'healthy' | 'degraded' | 'unhealthy' {
  if (active === 0) return 'unhealthy';
  return active < total || isProbing ? 'degraded' : 'healthy';
}

function item(model: ListedModel, backends: Backends): object {
  return {
    slug: model.id,
    display_name: model.displayName,
    modality: 'embedding',
    context_window: model.maxInputTokens,
    max_output_tokens: null,
    status: 'active',
    health_status: healthOf(backends),
    active_backend_count: backends.active,
    total_backend_count: backends.total,
    dimensions: model.dimensions,
    allowed_dimensions: model.allowedDimensions,
    ...(model.aliasOf === null ? {} : { alias_of: model.aliasOf }),
  };
}
