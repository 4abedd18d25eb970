import { defineCommand, type Noun, UsageError } from './command.ts';
import { parseInput, parseMoney } from './input.ts';
import { limitFlagNames, limitFlags, readLimits } from './limit-flags.ts';
import { type OpenPlatform, withPlatform } from './open-platform.ts';
import { formatTable } from './table.ts';

const list = defineCommand({
  verb: 'list',
  summary: 'List the plans with what they cost and include.',
  flags: {},
  run: (world) =>
    withPlatform(world, async ({ context }) => {
      const plans = await printablePlans(context);
      const text = formatTable(
        plans,
        {
          id: (plan) => plan.id,
          tenants: (plan) => plan.tenants,
          '$ a month': (plan) => plan.priceMonthly ?? 'contract',
          'credit $': (plan) => plan.credit,
          'req/min key': (plan) => plan.requestsPerMinuteKeyMax,
          user: (plan) => plan.requestsPerMinuteUserMax,
          tenant: (plan) => plan.requestsPerMinuteTenantMax,
          'tok/min': (plan) => plan.tokensPerMinuteTenantMax,
          'tok/req': (plan) => plan.tokensPerRequestMax,
          'in flight': (plan) => plan.requestsInFlightMax,
          keys: (plan) => plan.keysMax,
          members: (plan) => plan.membersMax,
          models: (plan) => plan.models.join(','),
        },
        'There is no plan.',
      );
      return { json: { plans }, text };
    }),
});

const set = defineCommand({
  verb: 'set',
  summary: 'Change a plan; all its tenants follow within a second.',
  flags: {
    plan: { value: 'PLAN', required: true, help: 'trial, starter, builder, scale or enterprise.' },
    name: { value: 'NAME', help: 'What people call it.' },
    price: { value: 'DOLLARS', help: 'A month, such as 19; or contract.' },
    credit: { value: 'DOLLARS', help: 'Credit that tenants made from now on begin with.' },
    'trial-days': { value: 'DAYS', help: 'Of tenants made from now on; or none.' },
    models: { value: 'IDS', help: 'All its models, separated by commas.' },
    ...limitFlags,
  },
  run: async (world, values) => {
    const { changePlanInput } = await import('@gridsky/api/services');
    const days = values['trial-days'];
    const input = parseInput(
      changePlanInput,
      {
        planId: values.plan,
        name: values.name,
        priceMonthlyNano: await optionalMoney('--price', values.price, 'contract'),
        creditNano: await optionalMoney('--credit', values.credit, null),
        trialDays: days === undefined ? undefined : days === 'none' ? null : readDays(days),
        models: values.models?.split(',').map((id) => id.trim()),
        ...readLimits(values, null),
      },
      flagNames,
    );
    return withPlatform(world, async ({ context, settings }) => {
      const { changePlan } = await import('@gridsky/api/services');
      const { changed } = await changePlan(context, input);
      const plan = (await printablePlans(context)).find(({ id }) => id === input.planId);
      const text =
        changed.length === 0
          ? 'Nothing was changed.'
          : `Plan ${input.planId} is changed: ${changed.map((name) => flagNames[name]?.slice(2) ?? name).join(', ')}.`;
      const isSold =
        settings.raw.STRIPE_SECRET_KEY && (changed.includes('priceMonthlyNano') || changed.includes('creditNano'));
      const sync = isSold
        ? '\nNobody can buy it until `gridsky billing sync` has brought the new price to Stripe.'
        : '';
      return { json: { changed, plan }, text: `${text}${sync}` };
    });
  },
});

const flagNames: Record<string, string> = {
  ...Object.fromEntries(Object.entries(limitFlagNames).map(([name, flagName]) => [name, `--${flagName}`])),
  priceMonthlyNano: '--price',
  creditNano: '--credit',
  trialDays: '--trial-days',
};

async function optionalMoney(flag: string, text: string | undefined, none: string | null) {
  if (text === undefined) return undefined;
  return text === none ? null : parseMoney(flag, text);
}

function readDays(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new UsageError(`--trial-days is ${JSON.stringify(text)}: it must be a whole number, or none.`);
}

/** Plans with money written out. */
async function printablePlans(context: OpenPlatform['context']) {
  const { listPlansWithTenants } = await import('@gridsky/api/services');
  const { formatDollars } = await import('@gridsky/api/domain');
  return (await listPlansWithTenants(context)).map(
    ({ priceMonthlyNano, creditNano, position: _position, ...plan }) => ({
      ...plan,
      priceMonthly: priceMonthlyNano === null ? null : formatDollars(priceMonthlyNano),
      credit: formatDollars(creditNano),
    }),
  );
}

export const plan: Noun = { name: 'plan', summary: 'What tenants may be on.', commands: [list, set] };
