import { createSignInThrottle } from '../services/account/sign-in-throttle.ts';
import { beginSecondFactor as begin } from '../services/second-factor/begin-second-factor.ts';
import { createCodeThrottle } from '../services/second-factor/code-throttle.ts';
import { confirmSecondFactor } from '../services/second-factor/confirm-second-factor.ts';
import { totpCode } from '../services/second-factor/totp.ts';
import { PASSWORD, type TestPlatform } from './platform.ts';

/** The secret of an authenticator that is not confirmed yet, as people type it. */
export async function beginSecondFactor({ system }: TestPlatform, userId: string): Promise<string> {
  return (await begin(system, createSignInThrottle(), { userId, currentPassword: PASSWORD })).secret;
}

/** A user with a second step. The code of the present step is used up by it. */
export async function addSecondFactor(
  platform: TestPlatform,
  userId: string,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const secret = await beginSecondFactor(platform, userId);
  const input = { userId, sessionId: userId, code: codeOf(secret, platform.now()) };
  const { recoveryCodes } = await confirmSecondFactor(platform.system, createCodeThrottle(), input);
  return { secret, recoveryCodes };
}

/** What the authenticator shows. */
export function codeOf(secret: string, at: Date): string {
  return totpCode(decodeBase32(secret), Math.floor(at.getTime() / 30_000));
}

function decodeBase32(text: string): Uint8Array {
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2));
}
