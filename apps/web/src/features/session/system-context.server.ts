import 'server-only';
import type { MailContext } from '@gridsky/api/services';
import { environment } from '../../env.ts';
import { mailSettings } from '../mail/mail-settings.server.ts';
import { database } from './database.server.ts';

/** For what happens before anybody is signed in. */
export function systemContext(ip: string | null): MailContext {
  const { trialMode } = environment();
  return {
    database: database(),
    actor: { type: 'system' },
    now: () => new Date(),
    ip,
    mail: mailSettings(),
    trialMode,
  };
}
