import { z } from 'zod';

/** An e-mail address, trimmed and lower-cased: the form that is stored and looked up. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: 'Enter an e-mail address, like ada@example.com.' }).max(254));

/** A new password. Length is what counts; composition rules only make passwords guessable in other ways. */
export const passwordSchema = z
  .string()
  .min(10, { error: 'Use at least 10 characters.' })
  .max(256, { error: 'Use at most 256 characters.' });

/** A password that is there already: whatever it is, so that older rules lock nobody out. */
export const currentPasswordSchema = z
  .string()
  .min(1, { error: 'Enter your password.' })
  .max(256, { error: 'Use at most 256 characters.' });
