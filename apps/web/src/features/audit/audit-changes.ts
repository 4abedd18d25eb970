/** One field of a change: what it was and what it is, as text; null: it was not there. */
export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

type Fields = Record<string, unknown> | null;

/** What a change changed, field by field; fields that stayed the same are left out. */
export function fieldChanges(before: Fields, after: Fields): FieldChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name) => ({ field: fieldName(name), before: fieldText(before?.[name]), after: fieldText(after?.[name]) }))
    .filter((change) => change.before !== change.after);
}

/** The same on one line, for lists and files: `Plan: trial → scale`. */
export function changesText(before: Fields, after: Fields): string {
  return fieldChanges(before, after)
    .map((change) => {
      if (change.before === null) return `${change.field}: ${change.after}`;
      return `${change.field}: ${change.before} → ${change.after ?? 'none'}`;
    })
    .join('; ');
}

/** `requestsPerMinuteKeyMax` reads "Requests per minute key max"; amounts are in dollars. */
function fieldName(name: string): string {
  const words = name
    .replace(/Nano$/, ' $')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function fieldText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((part) => fieldText(part)).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en-US');
  if (typeof value === 'object') return JSON.stringify(value);
  return value === '' ? '(empty)' : String(value);
}
