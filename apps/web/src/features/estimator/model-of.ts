import type { PricedModel, PriceTable } from '@gridsky/api/domain';

/** The model of an id or of another name, else the first: a link from anywhere opens. Null only where no model is served at all. */
export function modelOf({ models }: Pick<PriceTable, 'models'>, id: string | null): PricedModel | null {
  const [first = null] = models;
  if (id === null) return first;
  return models.find((model) => model.id === id) ?? models.find(({ aliases }) => aliases.includes(id)) ?? first;
}
