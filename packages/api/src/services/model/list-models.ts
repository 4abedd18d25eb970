import type { Database } from '@gridsky/db';
import { type NanoDollars, withNano } from '../../domain/money.ts';

export type CatalogueModel = {
  id: string;
  kind: 'bundled' | 'onnx' | 'provider';
  displayName: string;
  /** Absolute folder of an added model; null for bundled ones. */
  folder: string | null;
  /** Of a provider's model: who runs it, and its name there. */
  provider: string | null;
  providerModel: string | null;
  dimensions: number;
  allowedDimensions: number[];
  maxInputTokens: number;
  pricePerMillionNano: NanoDollars;
  /** true: served whatever the plan lists. */
  everyPlan: boolean;
  createdAt: Date;
};

/** The models this platform serves, oldest first; disabled ones left out. */
export async function listModels(database: Database): Promise<CatalogueModel[]> {
  const rows = await database.system.model.findMany({
    where: { disabledAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'desc' }],
  });
  return rows.map(({ disabledAt: _disabledAt, ...model }) => withNano(model));
}
