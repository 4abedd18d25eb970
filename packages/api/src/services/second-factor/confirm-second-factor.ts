import { z } from 'zod';
import type { AttemptWindows } from '../account/attempt-windows.ts';
import { recordAudit } from '../audit.ts';
import type { MailContext } from '../context.ts';
import { type NewSession, replaceSessions } from '../session/replace-sessions.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';
import { queueSecondFactorNotice } from './second-factor-notice.ts';
import { takeCode, wrongCode } from './take-code.ts';

/** As people copy it: spaces make no difference. */
export const totpCodeSchema = z
  .string()
  .transform((code) => code.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, { error: 'Enter the 6 digits that the authenticator shows.' }));

export const confirmSecondFactorInput = z.object({ code: totpCodeSchema });

/**
 * Turns the second step on with a first right code, and returns ten recovery codes, which are never shown again. Ends all
 * other sessions, for those were entered without it, and gives this browser a new one.
 */
export async function confirmSecondFactor(
  context: MailContext,
  throttle: AttemptWindows,
  input: z.output<typeof confirmSecondFactorInput> & { userId: string; sessionId: string },
): Promise<{ recoveryCodes: string[]; session: NewSession }> {
  const { userId, sessionId, code } = input;
  await throttle.consume(userId, null);
  return context.database.system.$transaction(async (tx) => {
    if (!(await takeCode(tx, context, { userId, code, confirmed: false }))) throw wrongCode();
    const recoveryCodes = await replaceRecoveryCodes(tx, context, userId);
    const session = await replaceSessions(tx, context, { userId, sessionId });
    await queueSecondFactorNotice(tx, context, userId, 'on');
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'user.add_second_factor',
      targetType: 'user',
      targetId: userId,
    });
    return { recoveryCodes, session };
  });
}
