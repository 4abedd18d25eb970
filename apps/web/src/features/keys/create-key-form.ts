import { createKeyInput } from '@gridsky/api/domain';
import { z } from 'zod';

/** The fields of the dialog: the service's own, with the expiry as a choice of days. */
export const createKeyFields = z.object({
  name: createKeyInput.shape.name,
  mode: createKeyInput.shape.mode.unwrap(),
  scope: createKeyInput.shape.scope.unwrap(),
  expiry: z.enum(['never', '30', '90', '365']),
});

export type CreateKeyFields = z.output<typeof createKeyFields>;

/** When a key made now with this choice ends; null: never. */
export function expiryDate(expiry: CreateKeyFields['expiry'], now: Date): Date | null {
  return expiry === 'never' ? null : new Date(now.getTime() + Number(expiry) * 86_400_000);
}
