import { randomUUID } from 'node:crypto';
import type { TenantView } from '@gridsky/api/services';
import { defineCommand, type Noun, UsageError } from './command.ts';
import { parseInput, parseMoney } from './input.ts';
import { withPlatform } from './open-platform.ts';
import { formatTable, shortTime } from './table.ts';

const tenant = { value: 'ID', required: true, id: true, help: 'The tenant.' } as const;

const grant = defineCommand({
  verb: 'grant',
  summary: 'Give a tenant credit, from which list prices are paid.',
  flags: {
    tenant,
    dollars: { value: 'DOLLARS', required: true, help: 'How much, such as 5 or 0.01.' },
    note: { value: 'TEXT', required: true, help: 'Why; kept with the grant.' },
    days: { value: 'DAYS', help: 'For a trial: it ends so many days from now, unless it ends later anyway.' },
    'grant-id': {
      value: 'ID',
      id: true,
      help: 'Given twice with the same id, it is given once. Made up when left out.',
    },
  },
  run: async (world, { tenant: tenantId, dollars, note, days, 'grant-id': grantId = randomUUID() }) => {
    const amountNano = await parseMoney('--dollars', dollars);
    if (amountNano === 0n) throw new UsageError('--dollars is 0: give more than nothing.');
    const { getTenant, grantCredit, grantCreditInput } = await import('@gridsky/api/services');
    const { formatDollars } = await import('@gridsky/api/domain');
    const input = parseInput(
      grantCreditInput,
      { tenantId, grantId, amountNano, note, days: days === undefined ? undefined : readDays(days) },
      { amountNano: '--dollars' },
    );
    return withPlatform(world, async ({ context, inTenant }) => {
      const { given, trialEndsAt } = await grantCredit(context, input);
      const { name, credit, plan } = await getTenant(inTenant(tenantId));
      const [amount, available] = [formatDollars(amountNano), formatDollars(credit.availableNano)];
      return {
        json: { tenant: tenantId, grantId, given, dollars: amount, available, trialEndsAt },
        text: [
          given
            ? `${name} got $${amount} of credit and has $${available} now.`
            : `This grant was given before: ${name} has $${available}.`,
          ...useOf({ plan, trialEndsAt }, world.now()),
        ].join('\n'),
      };
    });
  },
});

/** What stands between the credit and its use, if anything does. */
function useOf({ plan, trialEndsAt }: Pick<TenantView, 'plan' | 'trialEndsAt'>, now: Date): string[] {
  if (!plan.metered) return [`The ${plan.name} plan is flat: credit waits for a plan that takes from it.`];
  if (trialEndsAt === null) return [];
  if (trialEndsAt > now) return [`Its trial ends ${shortTime(trialEndsAt)}.`];
  return [`Its trial ended ${shortTime(trialEndsAt)}, so requests are refused all the same: grant again with --days.`];
}

function readDays(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new UsageError(`--days is ${JSON.stringify(text)}: it must be a whole number.`);
}

const show = defineCommand({
  verb: 'show',
  summary: 'Show a tenant’s credit: granted, available, held, used, and its grants.',
  flags: { tenant },
  run: (world, { tenant: tenantId }) =>
    withPlatform(world, async ({ context }) => {
      const { readCredit } = await import('@gridsky/api/services');
      const { formatDollars } = await import('@gridsky/api/domain');
      const { grants, trialEndsAt, ...account } = await readCredit(context, tenantId);
      const sums = {
        granted: formatDollars(account.grantedNano),
        available: formatDollars(account.availableNano),
        held: formatDollars(account.heldNano),
        settled: formatDollars(account.settledNano),
        unpaid: formatDollars(account.unpaidNano),
      };
      const rows = grants.map(({ amountNano, ...row }) => ({ ...row, dollars: formatDollars(amountNano) }));
      const table = formatTable(
        rows,
        { granted: (row) => shortTime(row.createdAt), $: (row) => row.dollars, reason: (row) => row.reason },
        'Nothing was granted.',
      );
      const ends = trialEndsAt
        ? `Trial ${trialEndsAt > world.now() ? 'ends' : 'ended'} ${shortTime(trialEndsAt)}`
        : 'No end of a trial';
      return {
        json: { tenant: tenantId, ...sums, trialEndsAt, grants: rows },
        text: [
          ...Object.entries(sums).map(([name, dollars]) => `${name.padEnd(9)}  $${dollars}`),
          '',
          `${ends}.`,
          '',
          table,
        ].join('\n'),
      };
    }),
});

export const credit: Noun = {
  name: 'credit',
  summary: 'What tenants pay list prices from: the trial’s, and what the operator gives.',
  commands: [grant, show],
};
