import { DTYPES, type Dtype } from './index-size.ts';

/** What was counted in the browser, without the texts: the sums that the estimate needs. */
export interface Counted {
  documents: number;
  /** Of the documents as they are, before they are cut into chunks. */
  tokens: number;
  /** Chunks, and their tokens with the overlaps. */
  vectors: number;
  embeddedTokens: number;
  /** cl100k_base tokens for a thousand of ours, in what was counted; null: not counted. */
  openaiPerMille: number | null;
}

export const UNITS = ['tokens', 'words', 'pages'] as const;
export type Unit = (typeof UNITS)[number];

/** The whole estimate; it is in the page's address, so that a link carries it. Pasted text never is. */
export interface Settings {
  /** null: the first model. */
  model: string | null;
  source: 'figures' | 'text';
  documents: number;
  length: number;
  unit: Unit;
  counted: Counted | null;
  /** Percent of the documents embedded again in a month. */
  refreshPercent: number;
  queries: number;
  queryTokens: number;
  /** null: as long as the model takes. */
  chunkTokens: number | null;
  overlapTokens: number;
  /** null: the model's full width. */
  dimensions: number | null;
  dtype: Dtype;
}

/** Bounds that keep every product of theirs an exact integer. */
export const BOUNDS = {
  documents: 1_000_000_000,
  length: 1_000_000,
  refreshPercent: 400,
  queries: 10_000_000_000,
  queryTokens: 8_191,
  chunkTokens: 1_000_000,
  tokens: 1_000_000_000_000_000,
} as const;

export const DEFAULTS: Settings = {
  model: null,
  source: 'figures',
  documents: 100_000,
  length: 500,
  unit: 'tokens',
  counted: null,
  refreshPercent: 10,
  queries: 100_000,
  queryTokens: 20,
  chunkTokens: null,
  overlapTokens: 0,
  dimensions: null,
  dtype: 'float32',
};

type Query = { get(name: string): string | null };

/** The settings of a query string. What is missing or wrong becomes the default: a link from anywhere opens. */
export function readSettings(query: Query): Settings {
  const counted = readCounted(query.get('counted'));
  return {
    model: query.get('model'),
    source: counted || query.get('from') === 'text' ? 'text' : 'figures',
    documents: whole(query.get('docs'), 0, BOUNDS.documents) ?? DEFAULTS.documents,
    length: whole(query.get('length'), 1, BOUNDS.length) ?? DEFAULTS.length,
    unit: UNITS.find((unit) => unit === query.get('unit')) ?? DEFAULTS.unit,
    counted,
    refreshPercent: whole(query.get('refresh'), 0, BOUNDS.refreshPercent) ?? DEFAULTS.refreshPercent,
    queries: whole(query.get('queries'), 0, BOUNDS.queries) ?? DEFAULTS.queries,
    queryTokens: whole(query.get('query'), 1, BOUNDS.queryTokens) ?? DEFAULTS.queryTokens,
    chunkTokens: whole(query.get('chunk'), 2, BOUNDS.chunkTokens),
    overlapTokens: whole(query.get('overlap'), 0, BOUNDS.chunkTokens) ?? DEFAULTS.overlapTokens,
    dimensions: whole(query.get('dims'), 1, 100_000),
    dtype: DTYPES.find((dtype) => dtype === query.get('dtype')) ?? DEFAULTS.dtype,
  };
}

/** The query string of an estimate: only what differs from the defaults, always in the same order. */
export function settingsQuery(settings: Settings): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | null, unless: string | number | null) => {
    if (value !== null && value !== unless) query.set(name, String(value));
  };
  const { counted } = settings;
  put('model', settings.model, null);
  if (settings.source === 'text' && counted) put('counted', writeCounted(counted), null);
  else if (settings.source === 'text') put('from', 'text', null);
  else {
    put('docs', settings.documents, DEFAULTS.documents);
    put('length', settings.length, DEFAULTS.length);
    put('unit', settings.unit, DEFAULTS.unit);
  }
  put('refresh', settings.refreshPercent, DEFAULTS.refreshPercent);
  put('queries', settings.queries, DEFAULTS.queries);
  put('query', settings.queryTokens, DEFAULTS.queryTokens);
  put('chunk', settings.chunkTokens, null);
  put('overlap', settings.overlapTokens, DEFAULTS.overlapTokens);
  put('dims', settings.dimensions, null);
  put('dtype', settings.dtype, DEFAULTS.dtype);
  return query.toString();
}

function writeCounted({ documents, tokens, vectors, embeddedTokens, openaiPerMille }: Counted): string {
  return [documents, tokens, vectors, embeddedTokens, ...(openaiPerMille === null ? [] : [openaiPerMille])].join('-');
}

function readCounted(text: string | null): Counted | null {
  const parts = text?.split('-') ?? [];
  if (parts.length < 4 || parts.length > 5) return null;
  const [documents, tokens, vectors, embeddedTokens, openaiPerMille] = parts.map((part) =>
    whole(part, 1, BOUNDS.tokens),
  );
  if (!documents || !tokens || !vectors || !embeddedTokens || openaiPerMille === null) return null;
  if (vectors < documents || embeddedTokens < tokens) return null;
  return { documents, tokens, vectors, embeddedTokens, openaiPerMille: openaiPerMille ?? null };
}

function whole(text: string | null | undefined, min: number, max: number): number | null {
  if (!text || !/^\d{1,16}$/.test(text)) return null;
  const value = Number(text);
  return value >= min && value <= max ? value : null;
}
