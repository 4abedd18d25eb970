import { z } from 'zod';

/** A calendar month in UTC, `2031-03`. */
export const monthSchema = z
  .string()
  .regex(/^(20[2-9]\d|2[1-9]\d\d)-(0[1-9]|1[0-2])$/, { error: 'Write a month as 2031-03.' });
