import 'server-only';
import { createSealer, hasMailbox, type MailSettings } from '@gridsky/api/services';
import { environment } from '../../env.ts';
import type { MailDelivery } from './mail-delivery.ts';

let settings: MailSettings | undefined;

/** What services need to write letters. */
export function mailSettings(): MailSettings {
  const { publicUrl, authSecret, outboundAllowedRanges } = environment();
  settings ??= {
    publicUrl,
    sealer: createSealer(authSecret),
    canSend: mailDelivery() !== 'none',
    outboundRanges: outboundAllowedRanges,
  };
  return settings;
}

/** How letters reach their readers on this installation. */
export function mailDelivery(): MailDelivery {
  const { smtp, publicUrl } = environment();
  if (smtp) return 'smtp';
  return hasMailbox({ smtpUrl: undefined, publicUrl }) ? 'mailbox' : 'none';
}
