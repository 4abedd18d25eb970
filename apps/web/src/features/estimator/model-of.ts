import type { PricedModel, PriceTable } from '@gridsky/api/domain';

/** The model of an id, else the first: a link from anywhere opens. Null only where no model is served at all. */
export function modelOf(table: PriceTable, id: string | null): PricedModel | null {
  return table.models.find((model) => model.id === id) ?? table.models[0] ?? null;
}
