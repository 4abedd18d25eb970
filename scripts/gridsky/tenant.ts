import { defineCommand, type Noun, UsageError, type World } from './command.ts';
import { parseInput, parseMoney } from './input.ts';
import { limitFlags, readLimits } from './limit-flags.ts';
import { withPlatform } from './open-platform.ts';
import { formatTable, shortTime } from './table.ts';

const create = defineCommand({
  verb: 'create',
  summary: 'Make a tenant on any plan.',
  flags: {
    name: { value: 'NAME', required: true, help: 'What people call it, at most 80 characters.' },
    plan: { value: 'PLAN', required: true, help: 'trial, starter, builder, scale or enterprise.' },
    credit: { value: 'DOLLARS', help: 'Credit to begin with, such as 0.01; without it, what the plan gives.' },
  },
  run: async (world, { name, plan, credit }) => {
    const creditNano = credit === undefined ? undefined : await parseMoney('--credit', credit);
    const { createTenant, createTenantInput, getTenant } = await import('@gridsky/api/services');
    const { formatDollars } = await import('@gridsky/api/domain');
    const input = parseInput(
      createTenantInput,
      { name, planId: plan, creditNano },
      { planId: '--plan', creditNano: '--credit' },
    );
    return withPlatform(world, async ({ context, inTenant }) => {
      const { id } = await createTenant(context, input);
      const made = await getTenant(inTenant(id));
      const available = formatDollars(made.credit.availableNano);
      return {
        json: { id, name: made.name, plan: made.plan.id, credit: available },
        text: `Tenant ${made.name} is made, on ${made.plan.name} with $${available} of credit.\n${id}`,
      };
    });
  },
});

const list = defineCommand({
  verb: 'list',
  summary: 'List all tenants, oldest first.',
  flags: {},
  run: (world) =>
    withPlatform(world, async ({ context }) => {
      const { listTenants } = await import('@gridsky/api/services');
      const { formatDollars } = await import('@gridsky/api/domain');
      const tenants = (await listTenants(context.database)).map(({ availableNano, planId, ...row }) => ({
        ...row,
        plan: planId,
        credit: formatDollars(availableNano),
      }));
      const text = formatTable(
        tenants,
        {
          id: (row) => row.id,
          name: (row) => row.name,
          plan: (row) => row.plan,
          status: (row) => row.status,
          members: (row) => row.members,
          keys: (row) => row.keys,
          'credit $': (row) => row.credit,
          created: (row) => shortTime(row.createdAt),
        },
        'There is no tenant yet: tenant create makes one.',
      );
      return { json: { tenants }, text };
    }),
});

const setPlan = defineCommand({
  verb: 'set-plan',
  summary: 'Move a tenant to another plan; its limits follow within a second.',
  flags: {
    id: { value: 'ID', required: true, id: true, help: 'The tenant.' },
    plan: { value: 'PLAN', required: true, help: 'trial, starter, builder, scale or enterprise.' },
  },
  run: (world, { id, plan }) =>
    withPlatform(world, async ({ context }) => {
      const { setTenantPlan } = await import('@gridsky/api/services');
      await setTenantPlan(context, id, plan);
      return { json: { id, plan }, text: `Tenant ${id} is on plan ${plan} now.` };
    }),
});

const override = defineCommand({
  verb: 'override',
  summary: 'Set limits of one tenant beyond or below its plan; without any, show them.',
  flags: {
    id: { value: 'ID', required: true, id: true, help: 'The tenant. A limit is a number, or plan: as its plan says.' },
    ...limitFlags,
    models: { value: 'IDS', help: 'Models beyond the plan’s, all of them, separated by commas; or plan.' },
  },
  run: async (world, { id, models, ...values }) => {
    const limits = readLimits(values, 'plan');
    const change = {
      limits,
      ...(models === undefined
        ? {}
        : { models: models === 'plan' ? [] : models.split(',').map((name) => name.trim()) }),
    };
    return withPlatform(world, async ({ context, inTenant }) => {
      const { getTenant, overrideLimits, overrideLimitsInput, readTenant } = await import('@gridsky/api/services');
      const changes = models !== undefined || Object.keys(limits).length > 0;
      if (changes) await overrideLimits(context, parseInput(overrideLimitsInput, { tenantId: id, ...change }));
      const { plan, overrides } = await readTenant(context, { tenantId: id });
      const effective = (await getTenant(inTenant(id))).limits;
      const rows = (Object.keys(effective) as (keyof typeof effective)[]).map((limit) => ({
        limit,
        plan: plan.limits[limit],
        override: overrides[limit],
        effective: effective[limit],
      }));
      const text = formatTable(
        rows,
        {
          limit: (row) => row.limit,
          [`plan ${plan.id}`]: (row) => row.plan,
          override: (row) => row.override ?? '–',
          effective: (row) => row.effective,
        },
        '',
      );
      const extra = overrides.models.length > 0 ? `\nModels beyond the plan: ${overrides.models.join(', ')}` : '';
      return { json: { id, plan: plan.id, overrides, effective }, text: `${text}${extra}` };
    });
  },
});

const suspend = defineCommand({
  verb: 'suspend',
  summary: 'Refuse all requests of a tenant within a second.',
  flags: {
    id: { value: 'ID', required: true, id: true, help: 'The tenant.' },
    yes: { value: '', bare: true, help: 'Don’t ask for its name: for programs.' },
  },
  run: (world, { id, yes }) =>
    withPlatform(world, async ({ context, inTenant }) => {
      const { getTenant, setTenantSuspended } = await import('@gridsky/api/services');
      const { name } = await getTenant(inTenant(id));
      const typedName = yes ? undefined : await typedNameOf(world, name);
      await setTenantSuspended(context, id, true, { typedName });
      return { json: { id, status: 'suspended' }, text: `Tenant ${id} is suspended: its requests are refused.` };
    }),
});

async function typedNameOf({ terminal, readLine }: World, name: string): Promise<string> {
  if (terminal) return readLine(`All keys of ${name} get 403 within a second. Type its name to confirm: `);
  throw new UsageError(`tenant suspend refuses all requests of ${name}: type its name at a terminal, or give --yes.`);
}

const resume = defineCommand({
  verb: 'resume',
  summary: 'Let a suspended tenant work again.',
  flags: { id: { value: 'ID', required: true, id: true, help: 'The tenant.' } },
  run: (world, { id }) =>
    withPlatform(world, async ({ context }) => {
      const { setTenantSuspended } = await import('@gridsky/api/services');
      await setTenantSuspended(context, id, false);
      return { json: { id, status: 'active' }, text: `Tenant ${id} works again.` };
    }),
});

export const tenant: Noun = {
  name: 'tenant',
  summary: 'Customers: each owns its keys, members, usage and credit.',
  commands: [create, list, suspend, resume, setPlan, override],
};
