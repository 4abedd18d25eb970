import type { NanoDollars } from '@gridsky/api/domain';
import { defineCommand, type Noun, UsageError } from './command.ts';
import { type OpenPlatform, withPlatform } from './open-platform.ts';
import { formatTable } from './table.ts';

const daysDefault = 7;
const daysMax = 400;
const dayMilliseconds = 86_400_000;

interface Sums {
  requests: number;
  errors: number;
  inputs: number;
  tokens: number;
  costNano: NanoDollars;
}

interface Row extends Sums {
  model: string;
  /** With --tenant: start of the day, UTC. */
  day?: string;
  /** Without it. */
  tenant?: string;
  name?: string;
}

const show = defineCommand({
  verb: null,
  summary: 'Show usage: by tenant and model, or with --tenant by day and model.',
  flags: {
    tenant: { value: 'ID', id: true, help: 'Only this tenant.' },
    days: {
      value: 'N',
      help: `Days in UTC with today as the last, at most ${daysMax}; ${daysDefault} when not given.`,
    },
  },
  run: async (world, { tenant, days }) => {
    const end = world.now();
    const today = Math.floor(end.getTime() / dayMilliseconds) * dayMilliseconds;
    const start = new Date(today - (readDays(days) - 1) * dayMilliseconds);
    return withPlatform(world, async (platform) => {
      const { formatDollars } = await import('@gridsky/api/domain');
      const rows = tenant ? await ofTenant(platform, tenant, start, end) : await ofAll(platform, start, end);
      const printable = ({ costNano, ...row }: Row) => ({ ...row, cost: formatDollars(costNano) });
      const total = printable({ model: '', ...sum(rows) });
      const text = formatTable(
        [...rows.map(printable), { ...total, [tenant ? 'day' : 'name']: 'total' }],
        {
          ...(tenant
            ? { day: ({ day }) => day ?? '' }
            : { tenant: ({ name }) => name ?? '', id: (row) => row.tenant ?? '' }),
          model: ({ model }) => model,
          requests: (row) => row.requests,
          errors: (row) => row.errors,
          tokens: (row) => row.tokens,
          'cost $': (row) => row.cost,
        },
        '',
      );
      const { model: _model, ...totals } = total;
      return {
        json: { start, end, rows: rows.map(printable), total: totals },
        text: rows.length > 0 ? text : 'No usage in these days.',
      };
    });
  },
});

async function ofTenant({ inTenant }: OpenPlatform, tenantId: string, start: Date, end: Date): Promise<Row[]> {
  const { getTenant, readUsage } = await import('@gridsky/api/services');
  // Says that there is no such tenant, where no row would say that it used nothing.
  await getTenant(inTenant(tenantId));
  const rows = await readUsage(inTenant(tenantId), { start, end, period: 'day', groupBy: 'model' });
  return rows.map(({ bucket, group, ...sums }) => ({ day: bucket.toISOString().slice(0, 10), model: group, ...sums }));
}

async function ofAll({ context }: OpenPlatform, start: Date, end: Date): Promise<Row[]> {
  const { readPlatformUsage } = await import('@gridsky/api/services');
  const rows = await readPlatformUsage(context.database, { start, end });
  return rows.map(({ tenantId, tenantName, ...row }) => ({ tenant: tenantId, name: tenantName, ...row }));
}

function sum(rows: Sums[]): Sums {
  const total: Sums = { requests: 0, errors: 0, inputs: 0, tokens: 0, costNano: 0n as NanoDollars };
  for (const row of rows) {
    for (const field of ['requests', 'errors', 'inputs', 'tokens'] as const) total[field] += row[field];
    total.costNano = (total.costNano + row.costNano) as NanoDollars;
  }
  return total;
}

function readDays(text: string | undefined): number {
  if (text === undefined) return daysDefault;
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= daysMax) return days;
  throw new UsageError(`--days is ${JSON.stringify(text)}: it must be a whole number from 1 to ${daysMax}.`);
}

export const usage: Noun = { name: 'usage', summary: 'What tenants have used.', commands: [show] };
