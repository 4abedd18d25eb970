import { type NanoDollars, nano } from './money.ts';

/** A model that ships with the platform. Widths and window follow its files; the price is the list price. */
export type BundledModel = {
  id: string;
  displayName: string;
  description: string;
  dimensions: number;
  allowedDimensions: number[];
  maxInputTokens: number;
  pricePerMillionNano: NanoDollars;
};

export const BUNDLED_MODELS: readonly BundledModel[] = [
  {
    id: 'plugsky-embed-v1',
    displayName: 'Plugsky Embed v1',
    description: 'General purpose, fast, multilingual.',
    dimensions: 1536,
    allowedDimensions: [384, 512, 1024, 1536],
    maxInputTokens: 8191,
    pricePerMillionNano: nano(20_000_000n),
  },
  {
    id: 'plugsky-embed-large',
    displayName: 'Plugsky Embed Large',
    description: 'High-recall retrieval, multilingual, longer text.',
    dimensions: 3072,
    allowedDimensions: [384, 512, 1024, 3072],
    maxInputTokens: 8191,
    pricePerMillionNano: nano(130_000_000n),
  },
];

/** Most inputs in one request, on both dialects (OpenAI's own bound). */
export const INPUTS_PER_REQUEST_MAX = 2048;
