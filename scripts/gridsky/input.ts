import type { NanoDollars } from '@gridsky/api/domain';
import type { z } from 'zod';
import { UsageError } from './command.ts';

/** Checks values against a service's own schema. @throws UsageError naming the flag and the trouble */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: Record<string, unknown>,
  flagOf: Record<string, string> = {},
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = String(issue?.path[0] ?? '');
  throw new UsageError(`${flagOf[field] ?? `--${field}`}: ${issue?.message ?? 'not a valid value.'}`);
}

/** Decimal dollars as nano-dollars. @throws UsageError */
export async function parseMoney(flag: string, text: string): Promise<NanoDollars> {
  const { parseDollars } = await import('@gridsky/api/domain');
  const amount = parseDollars(text);
  if (amount !== null) return amount;
  throw new UsageError(`${flag} is ${JSON.stringify(text)}: it must be dollars such as 5 or 0.01.`);
}
