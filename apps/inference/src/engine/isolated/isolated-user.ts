import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Users that no system hands out (systemd's dynamic ones end at 65,519); a place has one to itself, so that they can't touch each other. */
const FIRST_USER = 65_400;
/** The group that files of uploads belong to when the server runs as root. */
export const UPLOADS_GROUP = 65_400;

/**
 * As whom an isolated process runs. A server that is not root can't make it anybody else; for root it is a user of its own, who owns nothing,
 * as long as that user can get at the program and the model: under a folder that only root may enter it can't.
 */
export function isolatedUser(paths: readonly string[], slot: number): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0 || !mayChangeUser() || !paths.every(isReachable)) return undefined;
  return { uid: FIRST_USER + slot, gid: UPLOADS_GROUP };
}

/** Containers may run as a root that can't become anybody else (CAP_SETGID and CAP_SETUID, bits 6 and 7). */
function mayChangeUser(): boolean {
  try {
    const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
    return (Number.parseInt(effective.slice(-2), 16) & 0xc0) === 0xc0;
  } catch {
    // Not Linux: root may.
    return true;
  }
}

function isReachable(path: string): boolean {
  try {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const { mode, gid } = statSync(folder);
      const isOpen = (mode & 0o001) !== 0 || (gid === UPLOADS_GROUP && (mode & 0o010) !== 0);
      if (!isOpen) return false;
      if (folder === dirname(folder)) return true;
    }
  } catch {
    return false;
  }
}
