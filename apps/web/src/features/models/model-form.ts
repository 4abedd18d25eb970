import {
  type AddPrivateModel,
  addPrivateModelInput,
  formatDollars,
  isCatalogueProvider,
  PROVIDER_URLS,
  PROVIDERS,
  type ProviderName,
  parseDollars,
} from '@gridsky/api/domain';
import type { PrivateModelView } from '@gridsky/api/services';
import { z } from 'zod';

/** The fields of the dialog, in the form in which people type them; checked by the service's own schema. */
export const modelFields = z
  .object({
    provider: z.enum(PROVIDERS),
    alias: z.string(),
    providerModel: z.string(),
    baseUrl: z.string(),
    secret: z.string(),
    /** Of a model that has a secret: it is to have none. */
    takeSecret: z.boolean(),
    inputType: z.enum(['document', 'query']),
    queryPrefix: z.string(),
    documentPrefix: z.string(),
    shorterDimensions: z.string(),
    textsMax: z.string(),
    tokensMax: z.string(),
    inputTokensMax: z.string(),
    hedgeAfterMs: z.string(),
    price: z.string(),
    /** `NO_FALLBACK`, or another model's alias. */
    fallback: z.string(),
    template: z.string(),
    vectorsPath: z.string(),
    tokensPath: z.string(),
  })
  .transform((typed, context): AddPrivateModel => {
    const refuse = (field: keyof ModelFields, message: string) => {
      context.addIssue({ code: 'custom', path: [field], message });
      return null;
    };
    const price = typed.price.trim() === '' ? 0n : parseDollars(typed.price.replace(/[,_\s]/g, ''));
    if (price === null) refuse('price', 'Enter dollars, such as 0.12, or leave it empty.');
    const isUpload = typed.provider === 'onnx';
    const isCustom = typed.provider === 'custom';
    const template = isCustom ? parseTemplate(typed.template) : {};
    if (template === undefined) refuse('template', 'This is not JSON. Check its quotes, commas and braces.');
    const checked = addPrivateModelInput.safeParse({
      provider: typed.provider,
      alias: typed.alias.trim(),
      // Fields of endpoints keep what was typed before another kind was chosen.
      providerModel: isUpload ? '' : typed.providerModel.trim(),
      baseUrl: (!isUpload && typed.baseUrl.trim()) || null,
      secret: (!isUpload && typed.secret.trim()) || null,
      inputType: typed.inputType,
      // A prefix may end with a blank that belongs to it.
      queryPrefix: typed.queryPrefix,
      documentPrefix: typed.documentPrefix,
      shorterDimensions: typed.shorterDimensions
        .split(/[\s,;]+/)
        .filter((width) => width !== '')
        .map(Number),
      textsMax: count(typed.textsMax),
      tokensMax: count(typed.tokensMax),
      inputTokensMax: count(typed.inputTokensMax),
      hedgeAfterMs: isUpload ? null : count(typed.hedgeAfterMs),
      pricePerMillionNano: price ?? 0n,
      fallbackAlias: typed.fallback === NO_FALLBACK ? null : typed.fallback,
      customWire:
        isCustom && template !== undefined
          ? { template, vectorsPath: typed.vectorsPath.trim(), tokensPath: typed.tokensPath.trim() || null }
          : null,
    });
    if (checked.success) return checked.data;
    for (const { path, message } of checked.error.issues) refuse(fieldOf(path.join('.')) ?? 'alias', message);
    return z.NEVER;
  });

export type ModelFields = z.input<typeof modelFields>;

/** No alias begins with a dash. */
export const NO_FALLBACK = '-';

/** The request of a custom endpoint that many speak: a place to begin. */
export const EXAMPLE_TEMPLATE = `{
  "model": "{{model}}",
  "input": "{{texts}}"
}`;

/** What the form begins with: a model's own settings, or those of a new one. */
export function modelFormValues(row: PrivateModelView | null, others: readonly PrivateModelView[]): ModelFields {
  const wire = row?.customWire;
  return {
    provider: row?.provider ?? 'cohere',
    alias: row?.alias ?? '',
    providerModel: row?.providerModel ?? '',
    baseUrl: row?.baseUrl ?? '',
    secret: '',
    takeSecret: false,
    inputType: row?.inputType ?? 'document',
    queryPrefix: row?.queryPrefix ?? '',
    documentPrefix: row?.documentPrefix ?? '',
    shorterDimensions: row?.shorterDimensions.join(', ') ?? '',
    textsMax: row?.textsMax?.toString() ?? '',
    tokensMax: row?.tokensMax?.toString() ?? '',
    inputTokensMax: row?.inputTokensMax?.toString() ?? '',
    hedgeAfterMs: row?.hedgeAfterMs?.toString() ?? '',
    price: row && row.pricePerMillionNano > 0n ? formatDollars(row.pricePerMillionNano) : '',
    fallback: fallbackOf(row, others),
    template: wire ? JSON.stringify(wire.template, null, 2) : EXAMPLE_TEMPLATE,
    vectorsPath: wire?.vectorsPath ?? 'data[].embedding',
    tokensPath: wire ? (wire.tokensPath ?? '') : 'usage.total_tokens',
  };
}

/** What the field of the fallback says of a model as it is. */
export function fallbackOf(row: PrivateModelView | null, others: readonly PrivateModelView[]): string {
  return others.find(({ id }) => id === row?.fallbackId)?.alias ?? NO_FALLBACK;
}

/** The field that shows what was refused at a parameter of the service. */
export function fieldOf(param: string | undefined): keyof ModelFields | null {
  if (param === undefined) return null;
  const name = RENAMED[param.split('.')[0] ?? ''] ?? param.split('.')[0];
  if (name === 'customWire') return CUSTOM_FIELDS.find((field) => param.split('.')[1] === field) ?? 'template';
  return FIELD_NAMES.find((field) => field === name) ?? null;
}

/** Whether the address typed lies at another host than the model's: its secret goes, then. */
export function isOtherHost(row: PrivateModelView, typed: string): boolean {
  const address = typed.trim() || defaultUrl(row.provider);
  return URL.canParse(address) && new URL(address).host !== new URL(row.baseUrl).host;
}

/** The provider's public address; empty for those that have none. */
export function defaultUrl(provider: ProviderName): string {
  return isCatalogueProvider(provider) ? PROVIDER_URLS[provider] : '';
}

const CUSTOM_FIELDS = ['template', 'vectorsPath', 'tokensPath'] as const;
const RENAMED: Record<string, string> = { pricePerMillionNano: 'price', fallbackAlias: 'fallback' };
const FIELD_NAMES: readonly (keyof ModelFields)[] = [
  ...(['provider', 'alias', 'providerModel', 'baseUrl', 'secret', 'inputType', 'queryPrefix'] as const),
  ...(['documentPrefix', 'shorterDimensions', 'textsMax', 'tokensMax', 'inputTokensMax', 'price', 'fallback'] as const),
  'hedgeAfterMs',
];

function count(text: string): number | null {
  return text.trim() === '' ? null : Number(text.replace(/[\s,_]/g, ''));
}

function parseTemplate(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
