import { z } from 'zod';
import { parseCidr } from './cidr.ts';

/** Networks as a setting lists them, separated by commas or spaces; empty: none. `name`: the setting, for the sentence about a wrong one. */
export function cidrListSchema(name: string) {
  return z
    .string()
    .default('')
    .transform((text, context) => {
      const found = text.split(/[\s,]+/).filter((entry) => entry !== '');
      return found.map((entry) => {
        const parsed = parseCidr(entry);
        if (parsed.ok) return parsed.cidr;
        context.addIssue({ code: 'custom', message: `${name} must be networks such as 10.0.0.0/8: ${parsed.message}` });
        return entry;
      });
    });
}
