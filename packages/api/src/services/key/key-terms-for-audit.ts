import type { ApiKey, Prisma } from '@gridsky/db';

type Terms = Pick<
  ApiKey,
  'name' | 'scope' | 'allowedModels' | 'allowedCidrs' | 'requestsPerMinuteMax' | 'tokensPerMinuteMax' | 'expiresAt'
>;

/** What may be changed of a key, as JSON. */
export function keyTermsForAudit(row: Terms): Record<keyof Terms, Prisma.InputJsonValue | null> {
  return {
    name: row.name,
    scope: row.scope,
    allowedModels: row.allowedModels,
    allowedCidrs: row.allowedCidrs,
    requestsPerMinuteMax: row.requestsPerMinuteMax,
    tokensPerMinuteMax: row.tokensPerMinuteMax,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}

/** Only what differs between two states of a key. */
export function changedTerms(
  before: Terms,
  after: Terms,
): { before: Prisma.InputJsonObject; after: Prisma.InputJsonObject } {
  const [old, next] = [keyTermsForAudit(before), keyTermsForAudit(after)];
  const changed = (Object.keys(old) as (keyof Terms)[]).filter(
    (name) => JSON.stringify(old[name]) !== JSON.stringify(next[name]),
  );
  const pick = (terms: typeof old) => Object.fromEntries(changed.map((name) => [name, terms[name]]));
  return { before: pick(old), after: pick(next) };
}
