import type { KeyMode } from './api-key-secret.ts';
import type { PrincipalScope } from './key-scope.ts';
import type { Limits } from './plan.ts';

/** Who a key speaks for and all that it may do: everything the request path needs, in one record that can be cached. */
export type Principal = {
  keyId: string;
  keyName: string;
  tenantId: string;
  /** Who made the key; null for keys made by the operator. */
  userId: string | null;
  mode: KeyMode;
  scope: PrincipalScope;
  /** Empty: every model of the plan. */
  allowedModels: readonly string[];
  /** Empty: any address. */
  allowedCidrs: readonly string[];
  /** Epoch milliseconds; null: never. */
  expiresAt: number | null;
  /** Epoch milliseconds at which this secret ends, as a rotation has replaced it; null: it is the key's current one. */
  secretEndsAt: number | null;
  disabled: boolean;
  revoked: boolean;
  tenantSuspended: boolean;
  /** Epoch milliseconds at which the tenant is deleted, as an owner has asked; null: not asked. */
  tenantDeletionDueAt: number | null;
  planId: string;
  planName: string;
  planModels: readonly string[];
  /** true: the credit pays list price. */
  metered: boolean;
  /** Epoch milliseconds; null: no trial. */
  trialEndsAt: number | null;
  limits: Limits;
  /** A monthly budget of the key or the tenant may refuse its requests. */
  hardBudget: boolean;
  /** A key's own bound on tokens; null: the tenant's alone. */
  tokensPerMinuteKeyMax: number | null;
};
