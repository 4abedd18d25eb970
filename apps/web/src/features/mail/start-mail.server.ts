import { forgetMails, MAIL_JOB, recordRun, sendMails } from '@gridsky/api/services';
import { createSmtpTransport } from '@gridsky/api/smtp';
import { listen } from '@gridsky/db';
import { environment } from '../../env.ts';
import { database } from '../session/database.server.ts';
import { reportError } from '../session/report-error.server.ts';
import { mailSettings } from './mail-settings.server.ts';

/** Retries are due after 10 s at the earliest; a new mail doesn't wait for this but is notified. */
const EVERY_MS = 10_000;
const NOTE_EVERY_MS = 50_000;

const held = globalThis as typeof globalThis & { gridskyMailStarted?: boolean };

/** Sends what waits now and whatever is queued later, for the life of the process; without a mail server it only forgets what is past. */
export function startMail(): void {
  if (held.gridskyMailStarted) return;
  held.gridskyMailStarted = true;
  const { smtp, databaseSystemUrl } = environment();
  const transport = smtp ? createSmtpTransport(smtp) : null;
  const { sealer } = mailSettings();
  const now = () => new Date();
  let round: Promise<void> = Promise.resolve();
  let waiting = false;
  const work = async () => {
    await forgetMails(database(), now());
    if (!transport) return;
    await sendMails({
      database: database(),
      sealer,
      now,
      transport,
      report: (error, id) => reportError(error, `mail ${id}`),
    });
  };
  let notedAt = 0;
  const run = async () => {
    waiting = false;
    try {
      // Noted once a minute: nobody looks more often.
      const note = Date.now() - notedAt > NOTE_EVERY_MS;
      if (note) notedAt = Date.now();
      await (note ? recordRun(database(), { name: MAIL_JOB, everySeconds: EVERY_MS / 1_000, now }, work) : work());
    } catch (error) {
      reportError(error, 'mail');
    }
  };
  // However many are queued while a round runs, one more round sees them all.
  const wake = () => {
    if (waiting) return;
    waiting = true;
    round = round.then(run);
  };
  setInterval(wake, EVERY_MS).unref();
  if (transport) {
    listen({ url: databaseSystemUrl, channels: ['gridsky_mail'], onNotification: wake, onConnected: wake });
  } else wake();
}
