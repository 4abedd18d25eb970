import { z } from 'zod';
import { NANO_PER_DOLLAR } from './money.ts';

/** More than any month can cost; keeps sums within 64 bits. */
const DOLLARS_MAX = 1_000_000n;

const thresholdSchema = z
  .bigint()
  .positive({ error: 'Enter more than $0. To stop a key at once, disable it.' })
  .max(DOLLARS_MAX * NANO_PER_DOLLAR, { error: 'Enter at most $1,000,000.' })
  .nullable();

/** A monthly budget, nano-dollars at list price. Both null: none. */
export const setBudgetInput = z
  .object({
    /** null: the whole tenant's. */
    keyId: z.uuid().nullable(),
    /** From here on owners and admins are told. */
    softNano: thresholdSchema,
    /** Past it requests are refused. */
    hardNano: thresholdSchema,
  })
  .refine(({ softNano, hardNano }) => softNano === null || hardNano === null || softNano <= hardNano, {
    path: ['softNano'],
    error: 'Be told at the budget or below it.',
  });
