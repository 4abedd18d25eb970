import 'server-only';
import { createSealer, hasMailbox, type MailSettings } from '@gridsky/api/services';
import { environment } from '../../env.ts';

let settings: MailSettings | undefined;

/** What services need to write letters. */
export function mailSettings(): MailSettings {
  const { publicUrl, authSecret } = environment();
  settings ??= { publicUrl, sealer: createSealer(authSecret) };
  return settings;
}

/** `smtp`: mail leaves. `mailbox`: it waits on a page of this machine. `none`: nobody gets any. */
export function mailDelivery(): 'smtp' | 'mailbox' | 'none' {
  const { smtp, publicUrl } = environment();
  if (smtp) return 'smtp';
  return hasMailbox({ smtpUrl: undefined, publicUrl }) ? 'mailbox' : 'none';
}
