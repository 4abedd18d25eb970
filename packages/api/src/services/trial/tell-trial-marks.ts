import type { TenantTransaction } from '@gridsky/db';
import { formatDollars, type NanoDollars } from '../../domain/money.ts';
import { type TrialMark, trialMarks } from '../../domain/trial-mark.ts';
import type { MailContext } from '../context.ts';
import type { Letter } from '../mail/letter.ts';
import { tellAdmins } from '../notice/tell-admins.ts';
import { isUsedUp } from './is-used-up.ts';

type Trial = {
  id: string;
  name: string;
  grantedNano: NanoDollars;
  availableNano: NanoDollars;
  trialEndsAt: Date | null;
  told: string[];
};

/**
 * Tells owners and admins of each trial what mark it has passed: once a mark, however many processes do this, for the mark's row
 * and the letters are one transaction. Of several passed at once only the last is told. Returns how many trials were told of.
 */
export async function tellTrialMarks(context: MailContext): Promise<number> {
  const { system } = context.database;
  const trials = await system.$queryRaw<Trial[]>`
    SELECT t.id, t.name, t.trial_ends_at AS "trialEndsAt", c.granted_nano AS "grantedNano", c.available_nano AS "availableNano",
      array(SELECT n.mark FROM trial_notice n WHERE n.tenant_id = t.id) AS told
    FROM tenant t JOIN plan p ON p.id = t.plan_id JOIN credit_account c ON c.tenant_id = t.id
    WHERE p.metered AND t.status = 'active' AND t.deletion_due_at IS NULL AND t.deleted_at IS NULL AND c.granted_nano > 0
      AND (c.available_nano * 2 <= c.granted_nano OR t.trial_ends_at <= ${new Date(context.now().getTime() + SOON_MS)})`;
  let told = 0;
  for (const trial of trials) {
    const usedUp = await isUsedUp(system, { ...trial, tenantId: trial.id }, context.now());
    const due = trialMarks({ ...trial, usedUp }, context.now()).filter((mark) => !trial.told.includes(mark));
    if (due.length > 0 && (await system.$transaction((tx) => tell(tx, context, trial, due)))) told += 1;
  }
  return told;
}

/** A little more than the mark itself looks ahead. */
const SOON_MS = 4 * 86_400_000;

async function tell(tx: TenantTransaction, context: MailContext, trial: Trial, due: TrialMark[]): Promise<boolean> {
  // Of two processes the second waits here for the first's commit, and inserts nothing.
  const { count } = await tx.trialNotice.createMany({
    data: due.map((mark) => ({ tenantId: trial.id, mark, createdAt: context.now() })),
    skipDuplicates: true,
  });
  const last = due.at(-1);
  if (count < due.length || !last) return false;
  // Whoever was told that nothing is left need not hear that it ends.
  const isOld = (last === 'ends_soon' || last === 'ended') && trial.told.includes('used_100');
  if (!isOld) await tellAdmins(tx, context, trial.id, { kind: `trial_${last}`, ...letterOf(trial, last) });
  return true;
}

function letterOf(trial: Trial, mark: TrialMark): Letter {
  const left = `$${formatDollars(trial.availableNano)} of $${formatDollars(trial.grantedNano)}`;
  const day = trial.trialEndsAt?.toISOString().slice(0, 10) ?? '';
  const link = { label: 'Choose a plan', path: '/billing' };
  const plan = 'A plan has no meter: embeddings are unlimited at its price, and keys go on working as they are.';
  switch (mark) {
    case 'used_50':
    case 'used_80':
      return {
        subject: `${trial.name}: ${mark === 'used_50' ? 'half' : '80 %'} of the trial credit is used`,
        paragraphs: [
          `${left} of the trial credit of ${trial.name} is left. Once it is used up, requests are refused.`,
          plan,
        ],
        link,
      };
    case 'used_100':
      return {
        subject: `${trial.name}: the trial credit is used up`,
        paragraphs: [
          `${left} of the trial credit of ${trial.name} is left. ${refusedText(trial)} with insufficient_quota from now on.`,
          plan,
        ],
        link,
      };
    case 'ends_soon':
      return {
        subject: `${trial.name}: the trial ends on ${day}`,
        paragraphs: [
          `The trial of ${trial.name} ends on ${day} (UTC), with ${left} left. Requests are refused then.`,
          plan,
        ],
        link,
      };
    case 'ended':
      return {
        subject: `${trial.name}: the trial has ended`,
        paragraphs: [
          `The trial of ${trial.name} ended on ${day} (UTC). Requests are refused with insufficient_quota from now on.`,
          plan,
        ],
        link,
      };
    default:
      return mark satisfies never;
  }
}

/** Of a rest, requests that cost less are still served. */
function refusedText({ availableNano }: Trial): string {
  return availableNano === 0n ? 'Requests are refused' : 'Requests that cost more are refused';
}
