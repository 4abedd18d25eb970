import { type CatalogueModel, listModelAliases, listModels, type ModelHealth } from '@gridsky/api/services';
import type { Database } from '@gridsky/db';
import type { Engine } from './engine/index.ts';
import { loadModelFolder, type ModelSpec } from './engine/models/index.ts';
import type { Catalogue } from './pipeline/catalogue.ts';

export type ModelLoader = {
  /** Brings engine and catalogue in line with the database; calls that come meanwhile share one further round. */
  refresh(): Promise<void>;
  /** How each model of the table was at the last look; one that is not listed has not been looked at yet. */
  health(): ModelHealth[];
};

/**
 * Keeps what is served equal to the model table. A folder that can't be loaded is reported and left out; the rest serve on.
 * `bundled`: those that ship with the platform, which an operator may disable and enable again.
 */
export function createModelLoader(
  database: Database,
  engine: Engine,
  catalogue: Catalogue,
  bundled: readonly ModelSpec[],
  report: (error: unknown, model: string) => void,
): ModelLoader {
  let running: Promise<void> | null = null;
  let again = false;

  const health = new Map<string, ModelHealth>();

  const load = async (model: CatalogueModel): Promise<boolean> => {
    if (model.kind === 'provider') return true;
    const served = engine.models().find(({ id }) => id === model.id);
    if (served && (model.folder === null || served.folder === model.folder)) return true;
    try {
      const spec = await specOf(model, bundled);
      if (served) await engine.removeModel(model.id);
      await engine.addModel(spec);
      return true;
    } catch (error) {
      report(error, model.id);
      const message = error instanceof Error ? error.message : String(error);
      health.set(model.id, { id: model.id, state: 'failed', message: message.slice(0, 500) });
      return false;
    }
  };

  const round = async () => {
    const [models, aliases] = await Promise.all([listModels(database), listModelAliases(database)]);
    const served: CatalogueModel[] = [];
    const kept = new Set(models.map(({ id }) => id));
    for (const id of health.keys()) if (!kept.has(id)) health.delete(id);
    for (const model of models) {
      if (!(await load(model))) continue;
      served.push(model);
      if (model.kind !== 'provider') health.set(model.id, { id: model.id, state: 'loaded' });
    }
    catalogue.replace(served, aliases);
    for (const { id } of engine.models()) if (!kept.has(id)) await engine.removeModel(id);
  };

  return {
    health: () => [...health.values()],
    async refresh() {
      again = true;
      running ??= (async () => {
        try {
          while (again) {
            again = false;
            await round();
          }
        } finally {
          running = null;
        }
      })();
      await running;
    },
  };
}

async function specOf({ id, folder }: CatalogueModel, bundled: readonly ModelSpec[]): Promise<ModelSpec> {
  if (folder !== null) return loadModelFolder(folder, { id });
  const spec = bundled.find((candidate) => candidate.id === id);
  if (!spec)
    throw new Error(`"${id}" is no model of this version. Disable it, or go back to the version that ships it.`);
  return spec;
}
