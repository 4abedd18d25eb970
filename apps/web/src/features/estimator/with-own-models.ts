import type { PriceTable } from '@gridsky/api/domain';
import type { UsableModel } from '@gridsky/api/services';

/** The table with the tenant's own models behind those of the platform. No plan with a price includes them, and their price is what the tenant set. */
export function withOwnModels(table: PriceTable, usable: readonly UsableModel[]): PriceTable {
  const own = usable
    .filter(({ kind }) => kind === 'own')
    .map(({ kind: _kind, ...model }) => ({ ...model, bundled: false, everyPlan: false, aliases: [] }));
  return { ...table, models: [...table.models, ...own] };
}
