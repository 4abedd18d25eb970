export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type Form = { [name: string]: FormValue };

/** Reads the form encoding of Stripe's API: `items[0][price]=price_1` is `{items: [{price: 'price_1'}]}`. */
export function parseForm(encoded: string): Form {
  const root: Form = {};
  for (const [path, value] of new URLSearchParams(encoded)) {
    const names = path.split(/\[|\]\[|\]/).filter((name) => name !== '');
    const last = names.pop() ?? '';
    let at: Record<string, FormValue> = root;
    for (const name of names) {
      const next = at[name] ?? {};
      at[name] = next;
      at = next as Record<string, FormValue>;
    }
    at[last] = value;
  }
  return withLists(root) as Form;
}

/** Objects whose names are 0, 1, 2 … are lists. */
function withLists(value: FormValue): FormValue {
  if (typeof value === 'string') return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withLists(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

export function text(form: Form, name: string): string | undefined {
  const value = form[name];
  return typeof value === 'string' ? value : undefined;
}

export function list(form: Form, name: string): FormValue[] {
  const value = form[name];
  return Array.isArray(value) ? value : [];
}

export function nested(form: Form, name: string): Form {
  const value = form[name];
  return typeof value === 'object' && !Array.isArray(value) ? value : {};
}

/** Strings by name, as metadata are. */
export function strings(form: Form, name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(nested(form, name)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
