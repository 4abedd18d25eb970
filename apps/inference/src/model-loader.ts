import { type CatalogueModel, listModels } from '@gridsky/api/services';
import type { Database } from '@gridsky/db';
import type { Engine } from './engine/index.ts';
import { loadModelFolder } from './engine/models/index.ts';
import type { Catalogue } from './pipeline/catalogue.ts';

export type ModelLoader = {
  /** Brings engine and catalogue in line with the database; calls that come meanwhile share one further round. */
  refresh(): Promise<void>;
};

/**
 * Keeps what is served equal to the model table. A folder that can't be loaded is reported and left out; the rest serve on.
 */
export function createModelLoader(
  database: Database,
  engine: Engine,
  catalogue: Catalogue,
  report: (error: unknown, model: string) => void,
): ModelLoader {
  let running: Promise<void> | null = null;
  let again = false;

  const load = async (model: CatalogueModel): Promise<boolean> => {
    const served = engine.models().find(({ id }) => id === model.id);
    if (model.folder === null || served?.folder === model.folder) return served !== undefined;
    try {
      const spec = await loadModelFolder(model.folder, { id: model.id });
      if (served) await engine.removeModel(model.id);
      await engine.addModel(spec);
      return true;
    } catch (error) {
      report(error, model.id);
      return false;
    }
  };

  const round = async () => {
    const models = await listModels(database);
    const served: CatalogueModel[] = [];
    for (const model of models) if (await load(model)) served.push(model);
    catalogue.replace(served);
    const kept = new Set(models.map(({ id }) => id));
    for (const { id } of engine.models()) if (!kept.has(id)) await engine.removeModel(id);
  };

  return {
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
