import type { CustomWire, ProviderName } from '@gridsky/api/domain';
import type { CatalogueModel, RemoteSecret } from '@gridsky/api/services';

/** A model that a request is served by, wherever it runs. */
export type ServedModel = Omit<CatalogueModel, 'folder' | 'kind'> & {
  /** Null: this platform's own engine. */
  remote: RemoteModel | null;
};

/** Somebody else's endpoint behind a model. */
export type RemoteModel = {
  /** By which its health is known: of a tenant's own model its row's, of a catalogue's the connection's and the model's. */
  id: string;
  provider: ProviderName;
  baseUrl: string;
  secret: RemoteSecret;
  providerModel: string;
  dimensions: number;
  customWire: CustomWire | null;
  /** Bounds of one call. */
  textsMax: number;
  tokensMax: number | null;
  /** Longest text in tokens as we count them; null: the provider decides. */
  inputTokensMax: number | null;
  /** Of requests that name none. */
  inputType: 'query' | 'document';
  prefixes: { query: string; document: string };
  /** true: it and its key are the tenant's, who may be told what the provider said. */
  isOwn: boolean;
  /** Serves when this one can't; as wide. */
  fallback: { model: string; remote: RemoteModel } | null;
};
