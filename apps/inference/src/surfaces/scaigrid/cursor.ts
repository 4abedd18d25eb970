import { z } from 'zod';

/** A place in a list as an opaque text. */
export function encodeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Reads a cursor of so many parts; issues name the query's field. */
export const cursorSchema = (parts: number) =>
  z
    .string()
    .max(1_000)
    .transform((text, issues): string[] => {
      try {
        const place: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
        const strings = z.array(z.string()).length(parts).safeParse(place);
        if (strings.success) return strings.data;
      } catch {
        // Falls through to the sentence.
      }
      issues.addIssue({
        code: 'custom',
        message: '`cursor` is none of ours. Send `next_cursor` of the page before as it came.',
      });
      return z.NEVER;
    });
