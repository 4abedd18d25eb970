import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

const iterations = 4096; // PostgreSQL's own default (scram_iterations).

/**
 * A password as PostgreSQL stores it (RFC 5803), so that the password itself never travels in a statement that a server
 * may log. Only for printable ASCII, which SASLprep leaves as it is.
 * @param salt 16 random bytes
 */
export function scramVerifier(password: string, salt: Buffer): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const serverKey = createHmac('sha256', salted).update('Server Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest();
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey.toString('base64')}:${serverKey.toString('base64')}`;
}
