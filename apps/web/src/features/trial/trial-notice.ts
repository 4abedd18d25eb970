import { formatDollars, type TrialMark, trialMarks } from '@gridsky/api/domain';
import type { TenantView } from '@gridsky/api/services';

export interface TrialNotice {
  tone: 'warn' | 'bad';
  text: string;
}

/** What a tenant on trial is told on every page, at the marks at which its owners get a mail; null: nothing. */
export function trialNotice({ plan, credit, trialEndsAt }: TrialTenant, now: Date): TrialNotice | null {
  if (!plan.metered) return null;
  const mark = trialMarks({ ...credit, trialEndsAt }, now).at(-1);
  if (mark === undefined) return null;
  const day = trialEndsAt?.toISOString().slice(0, 10) ?? '';
  const left = `$${formatDollars(credit.availableNano)} of $${formatDollars(credit.grantedNano)}`;
  const texts: Record<TrialMark, string> = {
    used_50: `Half of the trial credit is used: ${left} is left.`,
    used_80: `80 % of the trial credit is used: ${left} is left.`,
    ends_soon: `The trial ends on ${day}, with ${left} left. Requests are refused then.`,
    used_100:
      credit.grantedNano === 0n
        ? 'This tenant has no trial credit, which comes once a person: requests are refused.'
        : `The trial credit is used up: ${left} is left. ${credit.availableNano === 0n ? 'Requests' : 'Requests that cost more'} are refused.`,
    ended: `The trial ended on ${day}. Requests are refused.`,
  };
  return { tone: mark === 'used_100' || mark === 'ended' ? 'bad' : 'warn', text: texts[mark] };
}

type TrialTenant = Pick<TenantView, 'credit' | 'trialEndsAt'> & { plan: Pick<TenantView['plan'], 'metered'> };
