import { AnswerUnusable } from './provider.ts';

/** A part of a parsed body by its name; undefined where there is none. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** A part at a path of names. */
export function at(value: unknown, ...names: string[]): unknown {
  return names.reduce(field, value);
}

/** The list that must be there. Throws AnswerUnusable. */
export function listAt(value: unknown, ...names: string[]): unknown[] {
  const list = at(value, ...names);
  if (!Array.isArray(list)) throw new AnswerUnusable(`The answer has no list ${names.join('.')}.`);
  return list;
}

/** A count that may be there: a whole number that is not negative, else null. */
export function countAt(value: unknown, ...names: string[]): number | null {
  const count = at(value, ...names);
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

/** What stands where a vector should: a list, whose numbers are checked when it is packed. */
export function vectorOf(value: unknown): ArrayLike<number> | undefined {
  return Array.isArray(value) ? (value as number[]) : undefined;
}
