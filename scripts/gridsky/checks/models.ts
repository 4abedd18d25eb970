import type { CatalogueModel } from '@gridsky/api/services';
import { bundledModels, inspectModel, loadModelFolder, ModelFault, type ModelSpec } from '@gridsky/inference/models';
import { type Check, failFor, ok } from './check.ts';

/** Are the models that ship with Gridsky there, and do they run? */
export async function checkBundledModels(): Promise<Check[]> {
  try {
    const checks: Check[] = [];
    for (const spec of await bundledModels())
      checks.push(
        await tryModel(spec.id, async () => spec, 'git checkout apps/inference/models brings the files back.'),
      );
    return checks;
  } catch (error) {
    return [failFor('models', error, sentence(error, 'git checkout apps/inference/models brings the files back.'))];
  }
}

/** Are the folders of the models that the operator added still there, and do they run? */
export async function checkAddedModels(models: CatalogueModel[]): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { id, folder } of models) {
    if (folder === null) continue;
    checks.push(
      await tryModel(
        id,
        () => loadModelFolder(folder, { id }),
        `bring the folder back, or take it out: models remove --id ${id}.`,
      ),
    );
  }
  return checks;
}

async function tryModel(id: string, load: () => Promise<ModelSpec>, advice: string): Promise<Check> {
  try {
    const spec = await load();
    const { runMs } = await inspectModel(spec);
    return ok(id, `${spec.dims} dimensions, one text in ${runMs.toFixed(1)} ms`);
  } catch (error) {
    return failFor(id, error, sentence(error, advice));
  }
}

function sentence(error: unknown, advice: string): string | undefined {
  return error instanceof ModelFault ? `${error.message} To mend it: ${advice}` : undefined;
}
