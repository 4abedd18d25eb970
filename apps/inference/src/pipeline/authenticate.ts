import { createHash } from 'node:crypto';
import { cidrsContain, Fault, maskSecret, type Principal, parseSecret } from '@gridsky/api/domain';
import type { Call } from './job.ts';
import type { PrincipalCache } from './principal-cache.ts';

/** The principal of a call's key. Errors: `key_missing`, `key_malformed`, `key_unknown`, `key_inactive`, `tenant_suspended`, `ip_not_allowed`. */
export async function authenticate(
  principals: PrincipalCache,
  call: Pick<Call, 'secret' | 'ip'>,
  now: Date,
): Promise<Principal> {
  const { secret } = call;
  if (secret === null) {
    throw new Fault(
      'key_missing',
      'No API key was sent. Send it as "Authorization: Bearer sk-live-…"; keys are made in the dashboard under Keys.',
    );
  }
  const parsed = parseSecret(secret);
  if (!parsed.ok) {
    const why =
      parsed.reason === 'damaged'
        ? 'looks truncated or mistyped: its length or checksum does not fit'
        : 'is not one of ours: keys are "sk-live-" or "sk-test-" and 49 letters and digits';
    throw new Fault(
      'key_malformed',
      `The API key ${maskSecret(secret)} ${why}. Copy it again from where you stored it.`,
    );
  }
  const principal = await principals.find(createHash('sha256').update(secret).digest());
  if (!principal) {
    throw new Fault(
      'key_unknown',
      `The API key ${maskSecret(secret)} does not exist. Make one in the dashboard under Keys.`,
    );
  }
  if (principal.secretEndsAt !== null && principal.secretEndsAt <= now.getTime() && !principal.revoked) {
    throw new Fault(
      'key_inactive',
      `The API key ${maskSecret(secret)} was replaced by a rotation and has ended. Use the key's new secret.`,
    );
  }
  const inactive = inactiveState(principal, now);
  if (inactive) {
    throw new Fault(
      'key_inactive',
      `The API key ${maskSecret(secret)} is ${inactive}. Use another key, or make one in the dashboard under Keys.`,
    );
  }
  if (principal.tenantSuspended) {
    throw new Fault('tenant_suspended', 'This account is suspended. Ask the operator of this platform.');
  }
  if (principal.tenantDeletionDueAt !== null) {
    const day = new Date(principal.tenantDeletionDueAt).toISOString().slice(0, 10);
    throw new Fault(
      'tenant_suspended',
      `This account is deleted on ${day}, as its owner has asked. Until then an owner can keep it in the dashboard under Settings.`,
    );
  }
  if (principal.allowedCidrs.length > 0 && !cidrsContain(principal.allowedCidrs, call.ip)) {
    throw new Fault(
      'ip_not_allowed',
      `This key may not be used from ${call.ip}. Add the address to the key's IP allow list, or call from a listed one.`,
    );
  }
  return principal;
}

function inactiveState(principal: Principal, now: Date): string | null {
  if (principal.revoked) return 'revoked';
  if (principal.disabled) return 'disabled';
  return principal.expiresAt !== null && principal.expiresAt <= now.getTime() ? 'expired' : null;
}
