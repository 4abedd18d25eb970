import type { Database } from '@gridsky/db';

/** Another name of a model of the catalogue, as the operator has set it. */
export type ModelAliasView = { alias: string; modelId: string; createdAt: Date };

/** All of them, by name. */
export async function listModelAliases({ system }: Database): Promise<ModelAliasView[]> {
  return system.modelAlias.findMany({ orderBy: { alias: 'asc' } });
}
