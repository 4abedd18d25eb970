import { randomBytes } from 'node:crypto';
import type { Role } from '../../domain/role.ts';
import { hashToken } from '../account/one-time-link.ts';
import type { QueuedMail } from '../mail/queue-mail.ts';

/** How long an invitation can be accepted after its newest letter, days. */
export const INVITATION_DAYS = 7;

/** A new token for the link, and what is kept of it. */
export function newInvitationToken(): { token: string; tokenHash: Uint8Array<ArrayBuffer> } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

export function invitationEnd(now: Date): Date {
  return new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
}

/** The letter to somebody invited. The names in it are what people typed: it is text, never HTML of theirs. */
export function invitationLetter(invitation: {
  email: string;
  role: Role;
  tenantName: string;
  invitedBy: string | null;
  token: string;
  expiresAt: Date;
}): QueuedMail {
  const { email, role, tenantName, invitedBy, token, expiresAt } = invitation;
  return {
    kind: 'invitation',
    to: email,
    expiresAt,
    subject: `${invitedBy ?? 'The operator'} invites you to ${tenantName} on Gridsky`,
    paragraphs: [`${invitedBy ?? 'The operator'} invites you to ${tenantName}, with the role ${role}.`],
    link: { label: 'Accept the invitation', path: `/invitation?token=${token}` },
    after: [
      `The link works for ${INVITATION_DAYS} days and for this address only. Who does not know ${invitedBy ?? 'the sender'} need not answer: nothing happens then.`,
    ],
  };
}
