/** A value on its way between the dashboard and its server: as JSON, and where in it stands what JSON has no word for. */
export type WireValue = { json: unknown; meta?: Mark[] };
/** The path to a value, and last what it is. */
type Mark = [...path: (string | number)[], kind: Kind];
type Kind = 'date' | 'bigint' | 'number';

/**
 * tRPC's transformer: dates, amounts (bigint) and numbers that are not finite arrive as what they were. It is on every page, so it
 * does just that. Whatever else JSON cannot carry is an error where it is sent.
 */
export const wireTransformer = {
  serialize(value: unknown): WireValue {
    const meta: Mark[] = [];
    const json = plain(value, [], meta);
    return meta.length === 0 ? { json } : { json, meta };
  },
  /** A mark that fits nothing is passed over: the value stays the text that it is, and its schema refuses it. */
  deserialize(wire: WireValue): unknown {
    const root = { json: wire?.json };
    for (const mark of Array.isArray(wire?.meta) ? wire.meta : []) if (Array.isArray(mark)) restore(root, mark);
    return root.json;
  },
};

function plain(value: unknown, path: (string | number)[], meta: Mark[]): unknown {
  if (typeof value === 'bigint') return marked(String(value), 'bigint', path, meta);
  if (typeof value === 'number' && !Number.isFinite(value)) return marked(String(value), 'number', path, meta);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return marked(value.toISOString(), 'date', path, meta);
  if (Array.isArray(value)) return value.map((item, index) => plain(item, [...path, index], meta));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError(`A ${value.constructor.name} cannot be sent: ${path.join('.')}.`);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, [...path, key], meta)]));
}

function marked(text: string, kind: Kind, path: (string | number)[], meta: Mark[]): string {
  meta.push([...path, kind]);
  return text;
}

/** Walks along own properties only: a path from outside must not reach a prototype. */
function restore(root: object, mark: unknown[]): void {
  const keys = ['json', ...mark.slice(0, -1)];
  const last = keys.pop();
  let holder: unknown = root;
  for (const key of keys) holder = ownValue(holder, key);
  const text = ownValue(holder, last);
  const value = typeof text === 'string' ? read(text, mark.at(-1)) : undefined;
  if (value !== undefined) (holder as Record<string, unknown>)[String(last)] = value;
}

function ownValue(holder: unknown, key: unknown): unknown {
  const named = typeof key === 'string' || typeof key === 'number';
  const has = named && typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key);
  return has ? (holder as Record<string, unknown>)[String(key)] : undefined;
}

function read(text: string, kind: unknown): Date | bigint | number | undefined {
  if (kind === 'date') return new Date(text);
  // An amount has fewer digits by far; reading a million of them would take its time.
  if (kind === 'bigint' && /^-?\d{1,40}$/.test(text)) return BigInt(text);
  if (kind === 'number' && /^(NaN|-?Infinity)$/.test(text)) return Number(text);
  return undefined;
}
