import { z } from 'zod';
import { emailSchema } from '../../domain/email.ts';
import { Fault } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import type { MailContext } from '../context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { insertAccount } from './insert-account.ts';

export const identityInput = z.object({
  provider: z.enum(['github', 'google']),
  /** The service's own id of the account. */
  subject: z.string().min(1).max(200),
  /** Null: the service told none. */
  email: emailSchema.nullable(),
  /** Whether the service says that mail to the address reaches its user. */
  emailVerified: z.boolean(),
  name: z.string().trim().max(80).catch(''),
});

type GivenIdentity = z.output<typeof identityInput>;

export const PROVIDER_NAMES = { github: 'GitHub', google: 'Google' } as const;

const KEPT_TRYING_MS = 3 * 86_400_000;

/**
 * The user of an account at another service: the one it is connected with; else the one with its address, when both the
 * service and we know that the address is theirs; else a new one. Never connects to an account whose address nobody has
 * proven here: whoever made that one could wait for its real owner to come.
 */
export async function signInWithIdentity(context: MailContext, input: GivenIdentity): Promise<{ userId: string }> {
  const { provider, subject, email, emailVerified } = input;
  const { system } = context.database;
  const known = await system.identity.findUnique({
    where: { provider_subject: { provider, subject } },
    include: { user: { select: { suspendedAt: true } } },
  });
  if (known) {
    if (known.user.suspendedAt) throw new Fault('unauthenticated', 'This account is suspended.');
    return { userId: known.userId };
  }
  if (!email || !emailVerified) {
    const name = PROVIDER_NAMES[provider];
    throw new Fault('forbidden', `${name} has not confirmed your address. Confirm it there and try again.`, {
      param: 'unconfirmed-there',
    });
  }
  const user = await system.user.findUnique({ where: { email } });
  if (user?.suspendedAt) throw new Fault('unauthenticated', 'This account is suspended.');
  if (user && !user.emailVerifiedAt) {
    throw new Fault('forbidden', 'Sign in with your password and confirm your address in the settings first.', {
      param: 'unconfirmed-here',
    });
  }
  return user ? connectIdentity(context, input, user.id, email) : addAccount(context, input, email);
}

async function connectIdentity(
  context: MailContext,
  { provider, subject }: GivenIdentity,
  userId: string,
  email: string,
): Promise<{ userId: string }> {
  const name = PROVIDER_NAMES[provider];
  await context.database.system.$transaction(async (tx) => {
    await tx.identity.create({ data: { provider, subject, userId, createdAt: context.now() } });
    await queueMail(tx, context, {
      kind: 'identity_connected',
      to: email,
      subject: `${name} signs in to your Gridsky account now`,
      paragraphs: [`The ${name} account with this address was connected with your Gridsky account and signs in to it.`],
      link: { label: 'If it was not you, set a new password at once', path: '/forgot-password' },
      after: ['Then tell the operator of the platform.'],
      expiresAt: new Date(context.now().getTime() + KEPT_TRYING_MS),
    });
    await recordAudit(
      tx,
      { ...context, actor: { type: 'user', userId } },
      { tenantId: null, action: 'user.connect_identity', targetType: 'user', targetId: userId, after: { provider } },
    );
  });
  return { userId };
}

async function addAccount(
  context: MailContext,
  { provider, subject, name }: GivenIdentity,
  email: string,
): Promise<{ userId: string }> {
  return context.database.system.$transaction(async (tx) => {
    const tenantName = name || (email.split('@')[0] ?? email);
    const { userId } = await insertAccount(tx, context, { email, passwordHash: null, tenantName });
    if (name) await tx.user.update({ where: { id: userId }, data: { name } });
    await tx.identity.create({ data: { provider, subject, userId, createdAt: context.now() } });
    return { userId };
  });
}
