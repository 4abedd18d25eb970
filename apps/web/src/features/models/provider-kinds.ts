import type { ProviderName } from '@gridsky/api/domain';

/** What the form says and suggests for each kind of endpoint. */
export interface ProviderKind {
  hint: string;
  modelLabel: string;
  modelOptional?: boolean;
  /** Placeholders. */
  model: string;
  alias: string;
  address?: string;
  addressHint?: string;
}

const modelLabel = 'Provider’s name of the model';

export const providerKinds: Record<ProviderName, ProviderKind> = {
  cohere: { hint: 'Embed, version 2.', modelLabel, model: 'embed-v4.0', alias: 'our-cohere' },
  voyage: { hint: 'Voyage’s own API.', modelLabel, model: 'voyage-4', alias: 'our-voyage' },
  tei: {
    hint: 'BGE and others, served by yourself.',
    modelLabel,
    modelOptional: true,
    model: 'BAAI/bge-m3',
    alias: 'our-bge',
    address: 'https://embeddings.example.com',
    addressHint: 'Where your server listens; /embed is added.',
  },
  openai: {
    hint: 'OpenAI, and whoever speaks its dialect.',
    modelLabel,
    model: 'text-embedding-3-small',
    alias: 'our-openai',
  },
  azure: {
    hint: 'OpenAI’s models at Azure.',
    modelLabel: 'Deployment',
    model: 'embeddings-prod',
    alias: 'our-azure',
    address: 'https://example.openai.azure.com',
    addressHint: 'Of your resource; the deployment’s path is added.',
  },
  mistral: { hint: 'Mistral’s own API.', modelLabel, model: 'mistral-embed', alias: 'our-mistral' },
  google: { hint: 'The Gemini API.', modelLabel, model: 'gemini-embedding-001', alias: 'our-gemini' },
  custom: {
    hint: 'Any JSON over HTTP, by a template.',
    modelLabel,
    modelOptional: true,
    model: 'house-model',
    alias: 'our-model',
    address: 'https://embeddings.example.com/v1/embed',
    addressHint: 'The whole address: nothing is added.',
  },
  onnx: { hint: 'Runs here, from its files.', modelLabel, modelOptional: true, model: '', alias: 'our-model' },
};
