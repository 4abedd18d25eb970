import { Fault, formatDollars, type Principal } from '@gridsky/api/domain';
import type { Catalogue, ListedModel } from '../../pipeline/catalogue.ts';

/** `GET /v1/models` in OpenAI's shape, with what a caller needs to choose: only the models this principal may use, aliases among them. */
export async function openaiModelList(catalogue: Catalogue, principal: Principal): Promise<object> {
  return { object: 'list', data: (await catalogue.usable(principal)).map(openaiModel) };
}

/** `GET /v1/models/{id}`. One text for unknown and for not allowed. */
export async function openaiModelById(catalogue: Catalogue, principal: Principal, id: string): Promise<object> {
  const model = (await catalogue.usable(principal)).find((candidate) => candidate.id === id);
  if (!model)
    throw new Fault(
      'model_not_found',
      `The model \`${id.slice(0, 100)}\` does not exist or you do not have access to it.`,
      { param: 'model' },
    );
  return openaiModel(model);
}

function openaiModel(model: ListedModel): object {
  return {
    id: model.id,
    object: 'model',
    created: Math.floor(model.createdAt.getTime() / 1_000),
    owned_by: model.remote?.provider ?? 'gridsky',
    display_name: model.displayName,
    dimensions: model.dimensions,
    allowed_dimensions: model.allowedDimensions,
    max_input_tokens: model.maxInputTokens,
    price_per_million_tokens: formatDollars(model.pricePerMillionNano),
    status: 'active',
    ...(model.aliasOf === null ? {} : { alias_of: model.aliasOf }),
  };
}
