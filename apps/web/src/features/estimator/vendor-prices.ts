import { type NanoDollars, nano } from '@gridsky/api/domain';

/** A hosted model's published list price for a million input tokens, at once (not in a batch), in dollars before tax. */
export interface VendorPrice {
  vendor: string;
  model: string;
  dimensions: number;
  pricePerMillionNano: NanoDollars;
  /** The month in which the price was last seen. */
  asOf: string;
  /** The vendor's own page of prices. */
  source: { name: string; url: string };
  /** What the price leaves out. */
  note?: string;
}

const openai = { name: 'OpenAI API pricing', url: 'https://platform.openai.com/docs/pricing' };
const voyage = { name: 'Voyage AI pricing', url: 'https://docs.voyageai.com/docs/pricing' };
const freeTokens = 'The first 200 million tokens of an account are free.';

/** The one table of other vendors' prices. Whoever changes a price changes its month. */
export const VENDOR_PRICES: readonly VendorPrice[] = [
  {
    vendor: 'OpenAI',
    model: 'text-embedding-3-small',
    dimensions: 1536,
    pricePerMillionNano: nano(20_000_000n),
    asOf: 'May 2026',
    source: openai,
  },
  {
    vendor: 'OpenAI',
    model: 'text-embedding-3-large',
    dimensions: 3072,
    pricePerMillionNano: nano(130_000_000n),
    asOf: 'May 2026',
    source: openai,
  },
  {
    vendor: 'OpenAI',
    model: 'text-embedding-ada-002',
    dimensions: 1536,
    pricePerMillionNano: nano(100_000_000n),
    asOf: 'May 2026',
    source: openai,
  },
  {
    vendor: 'Voyage',
    model: 'voyage-4-lite',
    dimensions: 1024,
    pricePerMillionNano: nano(20_000_000n),
    asOf: 'May 2026',
    source: voyage,
    note: freeTokens,
  },
  {
    vendor: 'Voyage',
    model: 'voyage-4',
    dimensions: 1024,
    pricePerMillionNano: nano(60_000_000n),
    asOf: 'May 2026',
    source: voyage,
    note: freeTokens,
  },
  {
    vendor: 'Voyage',
    model: 'voyage-4-large',
    dimensions: 1024,
    pricePerMillionNano: nano(120_000_000n),
    asOf: 'May 2026',
    source: voyage,
    note: freeTokens,
  },
  {
    vendor: 'Cohere',
    model: 'embed-v4.0',
    dimensions: 1536,
    pricePerMillionNano: nano(120_000_000n),
    asOf: 'June 2026',
    source: { name: 'Cohere pricing', url: 'https://cohere.com/pricing' },
  },
  {
    vendor: 'Mistral',
    model: 'mistral-embed',
    dimensions: 1024,
    pricePerMillionNano: nano(100_000_000n),
    asOf: 'May 2026',
    source: { name: 'Mistral AI pricing', url: 'https://mistral.ai/pricing' },
  },
  {
    vendor: 'Google',
    model: 'gemini-embedding-001',
    dimensions: 3072,
    pricePerMillionNano: nano(150_000_000n),
    asOf: 'May 2026',
    source: { name: 'Gemini API pricing', url: 'https://ai.google.dev/gemini-api/docs/pricing' },
  },
];
