import { cents, type NanoDollars, NO_MONEY } from './money.ts';

/** The dialects that somebody else's embeddings endpoint may speak. */
export const ENDPOINT_PROVIDERS = [
  'openai',
  'azure',
  'cohere',
  'voyage',
  'mistral',
  'google',
  'tei',
  'custom',
] as const;
export type EndpointProvider = (typeof ENDPOINT_PROVIDERS)[number];

/** What a tenant's own model may be: an endpoint, or an ONNX model that was uploaded and runs here. */
export const PROVIDERS = [...ENDPOINT_PROVIDERS, 'onnx'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

export const PROVIDER_TITLES: Record<ProviderName, string> = {
  openai: 'OpenAI',
  azure: 'Azure OpenAI',
  cohere: 'Cohere',
  voyage: 'Voyage AI',
  mistral: 'Mistral',
  google: 'Google Gemini',
  tei: 'text-embeddings-inference',
  custom: 'Custom JSON',
  onnx: 'Uploaded ONNX model',
};

/** Why an endpoint did not serve a request, where that tells of the endpoint: in the words of no provider, and without content. */
export const ENDPOINT_FAILURES = [
  'unauthorized',
  'quota',
  'rate_limited',
  'not_found',
  'unavailable',
  'timeout',
  'unusable',
  'blocked',
  'certificate',
  'breaker_open',
] as const;
export type EndpointFailure = (typeof ENDPOINT_FAILURES)[number];

/** Those with models in the catalogue, which one key of an account opens, and where each is reached. */
export const CATALOGUE_PROVIDERS = ['openai', 'cohere', 'voyage', 'mistral', 'google'] as const;
export type CatalogueProvider = (typeof CATALOGUE_PROVIDERS)[number];

export const PROVIDER_URLS: Record<CatalogueProvider, string> = {
  openai: 'https://api.openai.com/v1',
  cohere: 'https://api.cohere.com',
  voyage: 'https://api.voyageai.com',
  mistral: 'https://api.mistral.ai',
  google: 'https://generativelanguage.googleapis.com',
};

export function isCatalogueProvider(name: string): name is CatalogueProvider {
  return (CATALOGUE_PROVIDERS as readonly string[]).includes(name);
}

/** A provider's model as the catalogue offers it, with the provider's list price. */
export type ProviderModel = {
  id: string;
  provider: CatalogueProvider;
  providerModel: string;
  displayName: string;
  dimensions: number;
  /** Widths that `dimensions` may ask for, the full one among them. */
  allowedDimensions: number[];
  maxInputTokens: number;
  pricePerMillionNano: NanoDollars;
};

const model = (
  provider: CatalogueProvider,
  providerModel: string,
  displayName: string,
  widths: [full: number, ...shorter: number[]],
  maxInputTokens: number,
  pricePerMillionNano: NanoDollars,
): ProviderModel => ({
  id: `${provider}/${providerModel}`,
  provider,
  providerModel,
  displayName,
  dimensions: widths[0],
  allowedDimensions: widths.toSorted((a, b) => a - b),
  maxInputTokens,
  pricePerMillionNano,
});

/**
 * Ids, widths and windows as the providers document them; prices as published in the first half of 2026, which the operator can change.
 * They seed the database.
 */
export const PROVIDER_MODELS: readonly ProviderModel[] = [
  model(
    'openai',
    'text-embedding-3-small',
    'OpenAI text-embedding-3-small',
    [1536, 256, 512, 768, 1024],
    8_191,
    cents(2),
  ),
  model(
    'openai',
    'text-embedding-3-large',
    'OpenAI text-embedding-3-large',
    [3072, 256, 512, 1024, 1536],
    8_191,
    cents(13),
  ),
  model('openai', 'text-embedding-ada-002', 'OpenAI text-embedding-ada-002', [1536], 8_191, cents(10)),
  model('google', 'text-embedding-004', 'Google text-embedding-004', [768, 256, 512], 2_048, NO_MONEY),
  model('google', 'gemini-embedding-001', 'Google gemini-embedding-001', [3072, 768, 1536], 2_048, cents(15)),
  model('mistral', 'mistral-embed', 'Mistral Embed', [1024], 8_192, cents(10)),
  model('voyage', 'voyage-4-lite', 'Voyage 4 Lite', [1024, 256, 512, 2048], 32_000, cents(2)),
  model('voyage', 'voyage-4', 'Voyage 4', [1024, 256, 512, 2048], 32_000, cents(6)),
  model('voyage', 'voyage-4-large', 'Voyage 4 Large', [1024, 256, 512, 2048], 32_000, cents(12)),
  model('cohere', 'embed-v4.0', 'Cohere Embed 4', [1536, 256, 512, 1024], 128_000, cents(12)),
  model('cohere', 'embed-multilingual-v3.0', 'Cohere Embed Multilingual 3', [1024], 512, cents(10)),
];
