import { z } from 'zod';
import { parseCidr } from './cidr.ts';
import { KEY_SCOPES } from './key-scope.ts';

export const keyNameSchema = z
  .string()
  .trim()
  .min(1, { error: 'Give the key a name.' })
  .max(80, { error: 'Use at most 80 characters.' });

/** Most entries of an IP allow list: each request of the key is compared with all of them. */
export const CIDRS_MAX = 100;

/** One entry of an IP allow list, brought to its stored form; the error says what to write instead. */
const cidrSchema = z.string().transform((text, context) => {
  const parsed = parseCidr(text);
  if (parsed.ok) return parsed.cidr;
  context.addIssue({ code: 'custom', message: parsed.message });
  return z.NEVER;
});

export const allowedCidrsSchema = z
  .array(cidrSchema)
  .max(CIDRS_MAX, { error: `List at most ${CIDRS_MAX} addresses and networks.` })
  .transform((cidrs) => [...new Set(cidrs)]);

const limitSchema = z
  .number({ error: 'Enter a whole number, or leave it empty for the plan’s limit.' })
  .int({ error: 'Enter a whole number.' })
  .min(1, { error: 'Enter 1 or more. To stop a key, disable it.' })
  .max(2_147_483_647, { error: 'That is more than any plan allows.' })
  .nullable();

/** What can be set on a key and changed later: everything but its kind and its secret. */
const keyTerms = z.object({
  name: keyNameSchema,
  scope: z.enum(KEY_SCOPES),
  /** Empty: every model of the plan. */
  allowedModels: z.array(z.string().min(1).max(200)).max(100),
  /** Empty: any address. */
  allowedCidrs: allowedCidrsSchema,
  /** null: the plan's limit for a key. */
  requestsPerMinuteMax: limitSchema,
  /** null: the tenant's limit alone. */
  tokensPerMinuteMax: limitSchema,
  expiresAt: z.date().nullable(),
});

/** What a new key is made of; the dashboard's form and the service check the same. */
export const createKeyInput = z.object({
  name: keyTerms.shape.name,
  mode: z.enum(['live', 'test']).default('live'),
  scope: keyTerms.shape.scope.default('infer'),
  allowedModels: keyTerms.shape.allowedModels.default([]),
  allowedCidrs: keyTerms.shape.allowedCidrs.default([]),
  requestsPerMinuteMax: limitSchema.default(null),
  tokensPerMinuteMax: limitSchema.default(null),
  expiresAt: keyTerms.shape.expiresAt.default(null),
});

/** A change of a key: what is left out stays. */
export const updateKeyInput = keyTerms.partial().extend({ keyId: z.uuid() });

export const GRACES = ['now', '1h', '24h'] as const;

/** How long the old secret of a rotated key still works. */
export const graceSchema = z.enum(GRACES);
export type Grace = z.output<typeof graceSchema>;
export const GRACE_MS: Record<Grace, number> = { now: 0, '1h': 3_600_000, '24h': 86_400_000 };
