import { Fault } from './fault.ts';

export const KEY_SCOPES = ['read', 'infer', 'admin'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** What a key of each scope may do through the API, in one table: the pipeline checks it and the dashboard renders it. */
export const SCOPE_RIGHTS = {
  'models:list': ['read', 'infer', 'admin'],
  'tokens:count': ['read', 'infer', 'admin'],
  'usage:read': ['read', 'infer', 'admin'],
  'embeddings:create': ['infer', 'admin'],
  'models:write': ['admin'],
} as const satisfies Record<string, readonly KeyScope[]>;

export type ScopeRight = keyof typeof SCOPE_RIGHTS;

export function scopeMay(scope: KeyScope, right: ScopeRight): boolean {
  return (SCOPE_RIGHTS[right] as readonly KeyScope[]).includes(scope);
}

/** Refuses unless the key's scope covers this. Error: `scope_missing`, with the scopes that would do. */
export function requireScope({ scope }: { scope: KeyScope }, right: ScopeRight): void {
  if (scopeMay(scope, right)) return;
  const fitting = SCOPE_RIGHTS[right].map((name) => `"${name}"`).join(' or ');
  throw new Fault('scope_missing', `This key's scope "${scope}" does not cover this. Use a key with scope ${fitting}.`);
}
