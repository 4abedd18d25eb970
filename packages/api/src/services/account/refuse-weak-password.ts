import { Fault } from '../../domain/fault.ts';
import { COMMON_PASSWORDS } from './common-passwords.ts';

/**
 * Refuses a password that guessing tries first: one of the common lists, also dressed up with a few digits and signs, a
 * short piece repeated, a run of the keyboard or the alphabet, or the account's own address.
 */
export function refuseWeakPassword(password: string, email: string): void {
  const lower = password.toLowerCase();
  const reason = isCommon(lower)
    ? 'This password is on the lists of common ones, which guessing tries first.'
    : isPattern(lower)
      ? 'This password is a simple pattern, which guessing tries first.'
      : isAddress(lower, email)
        ? 'This password is your own address with little added, which guessing tries first.'
        : null;
  if (reason)
    throw new Fault('invalid', `${reason} Take another one: four unrelated words are good.`, { param: 'password' });
}

let common: Set<string> | undefined;

function isCommon(password: string): boolean {
  common ??= new Set(COMMON_PASSWORDS);
  if (common.has(password)) return true;
  const bare = undress(password);
  return bare.length >= 4 && common.has(bare);
}

/** Without at most six digits and signs around it: `!password2024` is `password`. */
function undress(password: string): string {
  const bare = password.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '');
  return password.length - bare.length <= 6 ? bare : password;
}

function isPattern(password: string): boolean {
  for (const period of [1, 2, 3, 4]) {
    if ([...password].every((letter, place) => letter === password[place % period])) return true;
  }
  const steps = [...password].slice(1).map((letter, place) => letter.charCodeAt(0) - password.charCodeAt(place));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

function isAddress(password: string, email: string): boolean {
  const [name = ''] = email.split('@');
  if (password === email) return true;
  return name.length >= 4 && password.includes(name) && password.length - name.length <= 6;
}
