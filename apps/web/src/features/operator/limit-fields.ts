import { LIMIT_NAMES, type Limits } from '@gridsky/api/domain';

/** The limits of a plan as forms and tables name them. */
export const limitLabels: Record<keyof Limits, string> = {
  requestsPerMinuteKeyMax: 'Requests a minute, each key',
  requestsPerMinuteUserMax: 'Requests a minute, each user',
  requestsPerMinuteTenantMax: 'Requests a minute, in all',
  tokensPerMinuteTenantMax: 'Tokens a minute',
  tokensPerRequestMax: 'Tokens a request',
  requestsInFlightMax: 'Requests in flight',
  keysMax: 'Keys',
  membersMax: 'Members',
  privateModelsMax: 'Own models',
};

/** The limits that differ, for showing what a change changes. */
export function limitChanges(before: Limits, after: Limits): { name: keyof Limits; before: number; after: number }[] {
  return LIMIT_NAMES.filter((name) => before[name] !== after[name]).map((name) => ({
    name,
    before: before[name],
    after: after[name],
  }));
}

/** A whole number as people type it: `10,000`, `10 000`, `10000`; null: empty; NaN: something else. */
export function readCount(text: string): number | null {
  const bare = text.replaceAll(/[\s,_']/g, '');
  if (bare === '') return null;
  return /^\d{1,15}$/.test(bare) ? Number(bare) : Number.NaN;
}
