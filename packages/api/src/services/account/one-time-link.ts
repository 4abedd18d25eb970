import { createHash, randomBytes } from 'node:crypto';
import type { OneTimeLink, TenantTransaction } from '@gridsky/db';
import { Fault } from '../../domain/fault.ts';
import type { SystemContext } from '../context.ts';

export type MailedPurpose = 'sign_up' | 'reset_password' | 'confirm_email' | 'change_email';

/** How long each link works, minutes. */
const MINUTES: Record<MailedPurpose, number> = {
  sign_up: 24 * 60,
  reset_password: 30,
  confirm_email: 24 * 60,
  change_email: 60,
};

type NewLink = { purpose: MailedPurpose; email: string; userId?: string | null; tenantName?: string };

/**
 * A new single-use link to be mailed to `email`; only its SHA-256 is stored. It replaces the unused ones of the same
 * purpose and address, so only the newest letter works.
 */
export async function insertLink(
  tx: TenantTransaction,
  context: SystemContext,
  link: NewLink,
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const { purpose, email, userId = null, tenantName = null } = link;
  const token = randomBytes(32).toString('base64url');
  const createdAt = context.now();
  const expiresAt = new Date(createdAt.getTime() + MINUTES[purpose] * 60_000);
  await tx.oneTimeLink.deleteMany({ where: { purpose, email, usedAt: null } });
  const { id } = await tx.oneTimeLink.create({
    data: { purpose, email, userId, tenantName, tokenHash: hashToken(token), createdAt, expiresAt },
  });
  return { id, token, expiresAt };
}

/** Uses up the link of a token. Throws a `not_found` fault when it never was, is used or expired: all three read alike. */
export async function takeLink(
  tx: TenantTransaction,
  context: SystemContext,
  token: string,
  purpose: MailedPurpose,
): Promise<OneTimeLink & { email: string }> {
  // The conditional update is what makes it single-use: of two racing uses one finds no row.
  const [link] = await tx.oneTimeLink.updateManyAndReturn({
    where: openLink(context, token, purpose),
    data: { usedAt: context.now() },
  });
  if (!link?.email) throw linkGone();
  return { ...link, email: link.email };
}

/** The address of an open link, for the page that it opens; null when it can't be used. Uses nothing up: mail scanners open links too. */
export async function readLink(
  context: Omit<SystemContext, 'actor'>,
  input: { token: string; purpose: MailedPurpose },
): Promise<{ email: string } | null> {
  const link = await context.database.system.oneTimeLink.findFirst({
    where: openLink(context, input.token, input.purpose),
    select: { email: true },
  });
  return link?.email ? { email: link.email } : null;
}

/** Unused links by which this user could be entered end with a change of password or address. */
export async function endLinks(tx: TenantTransaction, userId: string): Promise<void> {
  await tx.oneTimeLink.deleteMany({ where: { userId, usedAt: null } });
}

export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

export function linkGone(): Fault {
  return new Fault('not_found', 'This link is used up or expired. Ask for a new one.');
}

function openLink(context: Pick<SystemContext, 'now'>, token: string, purpose: MailedPurpose) {
  return { tokenHash: hashToken(token), purpose, usedAt: null, expiresAt: { gt: context.now() } };
}
