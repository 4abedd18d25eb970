import type { listPlansWithTenants } from '@gridsky/api/services';

/** A plan with how many tenants are on it. */
export type PlanRow = Awaited<ReturnType<typeof listPlansWithTenants>>[number];
