import { hash, verify } from '@node-rs/argon2';

/** argon2id, OWASP's first choice of parameters: 19 MiB, 2 passes, 1 lane; about 12 ms, off the event loop. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2ID);
}

let decoy: Promise<string> | undefined;

/**
 * Checks a password. With no hash (unknown account) it does the same work against a decoy and answers false, so that
 * the time does not tell which addresses have accounts.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  if (passwordHash !== null) return verify(passwordHash, password);
  decoy ??= hashPassword('no account has this password');
  await verify(await decoy, password);
  return false;
}
