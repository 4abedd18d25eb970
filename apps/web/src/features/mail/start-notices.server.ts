import { type MailContext, sendWebhooks, tellBudgets, tellFailingModels, tellTrialMarks } from '@gridsky/api/services';
import { environment } from '../../env.ts';
import { database } from '../session/database.server.ts';
import { reportError } from '../session/report-error.server.ts';
import { mailSettings } from './mail-settings.server.ts';

/** How late a notice may be. */
const EVERY_MS = 10_000;

const held = globalThis as typeof globalThis & { gridskyNoticesStarted?: boolean };

/** Tells tenants of their trials, budgets and failing models, and delivers webhooks, for the life of the process; any number of processes may. */
export function startNotices(): void {
  if (held.gridskyNoticesStarted) return;
  held.gridskyNoticesStarted = true;
  const mail = mailSettings();
  const now = () => new Date();
  const context: MailContext = { database: database(), actor: { type: 'system' }, now, ip: null, mail };
  const outbound = { allowedRanges: environment().outboundAllowedRanges };
  const jobs: Record<string, () => Promise<unknown>> = {
    'trial marks': () => tellTrialMarks(context),
    budgets: () => tellBudgets(context),
    'failing models': () => tellFailingModels(context),
    webhooks: () => sendWebhooks({ database: database(), sealer: mail.sealer, now, outbound }),
  };
  let round: Promise<void> = Promise.resolve();
  let waiting = false;
  const run = async () => {
    waiting = false;
    for (const [name, job] of Object.entries(jobs)) await job().catch((error) => reportError(error, name));
  };
  // A receiver that is slow holds up the next round, and no more than one waits.
  const wake = () => {
    if (waiting) return;
    waiting = true;
    round = round.then(run);
  };
  setInterval(wake, EVERY_MS).unref();
  wake();
}
