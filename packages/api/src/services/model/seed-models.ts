import type { Database } from '@gridsky/db';
import { BUNDLED_MODELS } from '../../domain/model.ts';

/** Puts the bundled models into the catalogue if they aren't there yet; prices that the operator changed stay. */
export async function seedModels(database: Database, now: Date): Promise<void> {
  await database.system.model.createMany({
    data: BUNDLED_MODELS.map(({ description: _description, ...model }) => ({
      ...model,
      kind: 'bundled' as const,
      createdAt: now,
    })),
    skipDuplicates: true,
  });
}
