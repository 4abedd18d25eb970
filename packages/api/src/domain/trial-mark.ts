import { type NanoDollars, nano, shareOf } from './money.ts';

/** Points of a trial at which its owners are told, in the order in which they matter more. */
export const TRIAL_MARKS = ['used_50', 'used_80', 'ends_soon', 'used_100', 'ended'] as const;
export type TrialMark = (typeof TRIAL_MARKS)[number];

export type TrialState = {
  grantedNano: NanoDollars;
  availableNano: NanoDollars;
  /** Nothing can be paid any more from what is left. */
  usedUp: boolean;
  trialEndsAt: Date | null;
};

const SOON_MS = 3 * 86_400_000;

/** The marks that a trial has passed. */
export function trialMarks({ grantedNano, availableNano, usedUp, trialEndsAt }: TrialState, now: Date): TrialMark[] {
  const used = shareOf(nano(grantedNano - availableNano), grantedNano);
  const leftMs = trialEndsAt === null ? Number.POSITIVE_INFINITY : trialEndsAt.getTime() - now.getTime();
  const passed: Record<TrialMark, boolean> = {
    used_50: used >= 0.5,
    used_80: used >= 0.8,
    ends_soon: leftMs <= SOON_MS,
    used_100: usedUp,
    ended: leftMs <= 0,
  };
  return TRIAL_MARKS.filter((mark) => passed[mark]);
}
