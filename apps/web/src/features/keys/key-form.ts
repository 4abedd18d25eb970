import { allowedCidrsSchema, createKeyInput } from '@gridsky/api/domain';
import type { KeyView } from '@gridsky/api/services';
import { z } from 'zod';
import { isoDay } from '../../ui/time-ago.ts';

/** A limit as it is typed: empty for none, thousands with or without commas. */
const limitText = z
  .string()
  .transform((text) => (text.trim() === '' ? null : Number(text.replace(/[\s,_]/g, ''))))
  .pipe(createKeyInput.shape.requestsPerMinuteMax.unwrap());

/** An allow list as it is typed: one a line, or apart by commas or blanks. */
const cidrsText = z.string().transform((text, context) => {
  const parsed = allowedCidrsSchema.safeParse(text.split(/[\s,;]+/).filter((entry) => entry !== ''));
  if (parsed.success) return parsed.data;
  context.addIssue({
    code: 'custom',
    message: parsed.error.issues[0]?.message ?? 'Write one address or network a line.',
  });
  return z.NEVER;
});

/** The fields of the dialogs: the service's own, in the form in which people type them. */
export const keyFields = z
  .object({
    name: createKeyInput.shape.name,
    mode: createKeyInput.shape.mode.unwrap(),
    scope: createKeyInput.shape.scope.unwrap(),
    expiry: z.enum(['never', '30', '90', '365', 'day']),
    /** `2026-01-31`; read when `expiry` is `day`. */
    expiryDay: z.string(),
    allowedModels: z.array(z.string()),
    allowedCidrs: cidrsText,
    requestsPerMinuteMax: limitText,
    tokensPerMinuteMax: limitText,
  })
  .refine(({ expiry, expiryDay }) => expiry !== 'day' || !Number.isNaN(Date.parse(expiryDay)), {
    path: ['expiryDay'],
    message: 'Choose a day.',
  });

export type KeyFields = z.input<typeof keyFields>;
export type CheckedKeyFields = z.output<typeof keyFields>;

/** What the form begins with: a key's own terms, or those of a new key. */
export function keyFormValues(key: KeyView | null): KeyFields {
  return {
    name: key?.name ?? '',
    mode: key?.mode ?? 'live',
    scope: key?.scope ?? 'infer',
    expiry: key?.expiresAt ? 'day' : 'never',
    expiryDay: key?.expiresAt ? isoDay(key.expiresAt) : '',
    allowedModels: key?.allowedModels ?? [],
    allowedCidrs: key?.allowedCidrs.join('\n') ?? '',
    requestsPerMinuteMax: key?.requestsPerMinuteMax?.toString() ?? '',
    tokensPerMinuteMax: key?.tokensPerMinuteMax?.toString() ?? '',
  };
}

/** What the service is asked for. `before` is the key that is edited: a day that was not changed keeps its hour. */
export function keyTerms(
  { expiry, expiryDay, mode: _mode, ...terms }: CheckedKeyFields,
  now: Date,
  before: KeyView | null,
) {
  return { ...terms, expiresAt: expiryDate({ expiry, expiryDay }, now, before?.expiresAt ?? null) };
}

/** When a key with this choice ends; null: never. A day begins at midnight, UTC. */
export function expiryDate(
  { expiry, expiryDay }: Pick<KeyFields, 'expiry' | 'expiryDay'>,
  now: Date,
  before: Date | null = null,
): Date | null {
  if (expiry === 'never') return null;
  if (expiry !== 'day') return new Date(now.getTime() + Number(expiry) * 86_400_000);
  if (before && isoDay(before) === expiryDay) return before;
  const day = new Date(`${expiryDay}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? null : day;
}

/** The field that shows what the server refused. */
export function fieldOf(param: string | undefined): keyof KeyFields | null {
  if (param === 'expiresAt') return 'expiryDay';
  return param !== undefined && param in keyFields.shape ? (param as keyof KeyFields) : null;
}
