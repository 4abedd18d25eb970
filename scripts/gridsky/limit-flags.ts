import type { Limits } from '@gridsky/api/domain';
import { type Flag, UsageError } from './command.ts';

/** The flag of each limit. */
export const limitFlagNames = {
  requestsPerMinuteKeyMax: 'requests-key',
  requestsPerMinuteUserMax: 'requests-user',
  requestsPerMinuteTenantMax: 'requests-tenant',
  tokensPerMinuteTenantMax: 'tokens-minute',
  tokensPerRequestMax: 'tokens-request',
  requestsInFlightMax: 'in-flight',
  keysMax: 'keys',
  membersMax: 'members',
  privateModelsMax: 'own-models',
} as const satisfies Record<keyof Limits, string>;

type LimitFlag = (typeof limitFlagNames)[keyof Limits];

export const limitFlags = {
  'requests-key': flag('Requests a minute of each key.'),
  'requests-user': flag('Requests a minute of each user with all their keys.'),
  'requests-tenant': flag('Requests a minute of the whole tenant.'),
  'tokens-minute': flag('Tokens a minute of the whole tenant.'),
  'tokens-request': flag('Tokens of one request, summed over its inputs.'),
  'in-flight': flag('Requests under way at once.'),
  keys: flag('Keys that are not revoked.'),
  members: flag('Members.'),
  'own-models': flag('Models of its own; with any, provider models are included as well.'),
} as const satisfies Record<LimitFlag, Flag>;

/** The limits that were given; null where `none` was written, if that is allowed. @throws UsageError */
export function readLimits<None extends string | null>(
  values: Partial<Record<LimitFlag, string | undefined>>,
  none: None,
): Partial<Record<keyof Limits, None extends string ? number | null : number>> {
  const limits: Partial<Record<keyof Limits, number | null>> = {};
  for (const [name, flagName] of Object.entries(limitFlagNames) as [keyof Limits, LimitFlag][]) {
    const text = values[flagName];
    if (text !== undefined) limits[name] = readLimit(flagName, text, none);
  }
  return limits as Partial<Record<keyof Limits, None extends string ? number | null : number>>;
}

function readLimit(flagName: string, text: string, none: string | null): number | null {
  if (none !== null && text === none) return null;
  if (/^\d{1,10}$/.test(text)) return Number(text);
  const or = none === null ? '' : `, or ${none}`;
  throw new UsageError(`--${flagName} is ${JSON.stringify(text)}: it must be a whole number${or}.`);
}

function flag(help: string): Flag {
  return { value: 'N', help };
}
