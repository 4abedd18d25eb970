import { z } from 'zod';

/** The name of a tenant: a team, a project or a person. */
export const tenantNameSchema = z
  .string()
  .trim()
  .min(1, { error: 'Give your team or project a name.' })
  .max(80, { error: 'Use at most 80 characters.' });
