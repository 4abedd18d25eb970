import { withNano } from '../../domain/money.ts';
import type { SystemContext } from '../context.ts';
import { listServingProcesses } from '../operations/read-system.ts';
import type { ModelHealth } from '../operations/report-process.ts';
import type { CatalogueModel } from './list-models.ts';

export type ModelWithHealth = CatalogueModel & {
  disabled: boolean;
  /** Other names that stand for it, in order. */
  aliases: string[];
  /** How it is in each process that is alive: the worst first. */
  health: (Pick<ModelHealth, 'state' | 'message'> & { process: string })[];
};

const WORST_FIRST: ModelHealth['state'][] = ['failed', 'waiting', 'loaded'];

/** Every model of the platform, disabled ones too, with how it is in each process that serves. */
export async function listModelsWithHealth({ database }: SystemContext): Promise<ModelWithHealth[]> {
  const [models, processes] = await Promise.all([
    database.system.model.findMany({
      orderBy: [{ createdAt: 'asc' }, { id: 'desc' }],
      include: { aliases: { orderBy: { alias: 'asc' } } },
    }),
    listServingProcesses(database),
  ]);
  return models.map(({ disabledAt, aliases, ...model }) => ({
    ...withNano(model),
    disabled: disabledAt !== null,
    aliases: aliases.map(({ alias }) => alias),
    health: processes
      .map(({ host, pid, facts }) => {
        const found = facts.models.find(({ id }) => id === model.id);
        return { process: `${host}:${pid}`, state: found?.state ?? ('waiting' as const), message: found?.message };
      })
      .sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state)),
  }));
}
