import { Fault } from './fault.ts';

export const KEY_SCOPES = ['read', 'infer', 'admin'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** `upload` is nobody's to choose: a short-lived token of the dashboard has it, for files of models and nothing else. */
export type PrincipalScope = KeyScope | 'upload';

/** What a key of each scope may do through the API, in one table: the pipeline checks it and the dashboard renders it. */
export const SCOPE_RIGHTS = {
  'models:list': ['read', 'infer', 'admin'],
  'tokens:count': ['read', 'infer', 'admin'],
  'usage:read': ['read', 'infer', 'admin'],
  'embeddings:create': ['infer', 'admin'],
  'models:write': ['admin'],
  'models:upload': ['admin', 'upload'],
} as const satisfies Record<string, readonly PrincipalScope[]>;

export type ScopeRight = keyof typeof SCOPE_RIGHTS;

export function scopeMay(scope: PrincipalScope, right: ScopeRight): boolean {
  return (SCOPE_RIGHTS[right] as readonly PrincipalScope[]).includes(scope);
}

/** Refuses unless the key's scope covers this. Error: `scope_missing`, with the scopes that would do. */
export function requireScope({ scope }: { scope: PrincipalScope }, right: ScopeRight): void {
  if (scopeMay(scope, right)) return;
  const fitting = KEY_SCOPES.filter((name) => scopeMay(name, right))
    .map((name) => `"${name}"`)
    .join(' or ');
  throw new Fault('scope_missing', `This key's scope "${scope}" does not cover this. Use a key with scope ${fitting}.`);
}
