import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { connect } from './connect.ts';
import { DeployError, errorCode } from './deploy-error.ts';
import { scramVerifier } from './scram.ts';

/** The owner's URL with another user. */
export function urlFor(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}

/** True when this URL's user can log in with its password. */
export async function canLogIn(url: string): Promise<boolean> {
  try {
    await (await connect(url)).end();
    return true;
  } catch (error) {
    if (['28P01', '28000'].includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}

/**
 * Lets a role that the migrations made log in with this password.
 * @throws DeployError when the role is missing or isn't the owner's to change
 */
export async function enableLogin(owner: pg.Client, role: string, password: string): Promise<void> {
  const verifier = pg.escapeLiteral(scramVerifier(password, randomBytes(16)));
  try {
    await retryConcurrent(() => owner.query(`ALTER ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD ${verifier}`));
  } catch (error) {
    const code = errorCode(error);
    if (code === '42704') {
      throw new DeployError(
        `The role ${role} is missing although the migrations ran, as after a restore into a new server: restore the roles too (pg_dumpall --roles-only), then start again.`,
      );
    }
    if (code === '42501') {
      throw new DeployError(
        `The user in DATABASE_URL may not change the role ${role}: grant it with ADMIN OPTION, or set the role's password to DATABASE_${role === 'gridsky_app' ? 'APP' : 'SYSTEM'}_PASSWORD by hand.`,
      );
    }
    throw error;
  }
}

const attempts = 5;
const pauseMilliseconds = 50;

// Roles belong to the whole server: a start on another of its databases isn't held back by this database's lock, and
// PostgreSQL then refuses one of the two with the internal error "tuple concurrently updated".
async function retryConcurrent(change: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await change();
      return;
    } catch (error) {
      if (errorCode(error) !== 'XX000' || attempt === attempts) throw error;
      await delay(pauseMilliseconds * attempt);
    }
  }
}
