import { createTransport } from 'nodemailer';
import { MailRefused, type MailTransport } from './send-mails.ts';

export type SmtpSettings = {
  /** `smtp://user:password@host:587` (STARTTLS where offered) or `smtps://…:465`. `?requireTLS=true` insists on it. */
  url: string;
  /** An address, or a name with an address: `Gridsky <no-reply@example.com>`. */
  from: string;
};

/** Sends over SMTP, with bounds on every wait so that a silent server can't hold the queue. */
export function createSmtpTransport({ url, from }: SmtpSettings): MailTransport {
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    // A letter is made here, of text alone: nothing in it may make this process read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.replace(/.*@/, '').replace(/[>\s]/g, '');
  return async ({ id, to, subject, text, html }) => {
    try {
      // As an object: an address written into a header line could name further recipients.
      const recipient = { name: '', address: to };
      const headers = { 'Auto-Submitted': 'auto-generated' };
      await transport.sendMail({ from, to: recipient, subject, text, html, headers, messageId: `<${id}@${domain}>` });
    } catch (error) {
      throw isRefusal(error) ? new MailRefused(error.message, { cause: error }) : error;
    }
  };
}

/** 5xx is the server's last word on this mail, except where it is about our own sign-in, which the operator can mend. */
function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code, responseCode } = error as Error & { code?: unknown; responseCode?: unknown };
  return code !== 'EAUTH' && typeof responseCode === 'number' && responseCode >= 500 && responseCode <= 599;
}
