import type { CustomWire, EndpointProvider, ModelUpload } from '@gridsky/api/domain';
import type { CatalogueModel, RemoteSecret } from '@gridsky/api/services';

/** A model that a request is served by, wherever it runs. */
export type ServedModel = Omit<CatalogueModel, 'folder' | 'kind'> & {
  /** Null: this platform's own engine. */
  remote: RemoteModel | null;
};

/** What runs elsewhere: at somebody else's endpoint, or in a process of its own. */
export type RemoteModel = EndpointModel | UploadedModel;

/** Somebody else's endpoint behind a model. */
export type EndpointModel = ModelElsewhere & {
  provider: EndpointProvider;
  baseUrl: string;
  secret: RemoteSecret;
  providerModel: string;
  customWire: CustomWire | null;
  /** Bounds of one call. */
  textsMax: number;
  tokensMax: number | null;
  /** Milliseconds after which a call is made a second time; null: never. */
  hedgeAfterMs: number | null;
};

/** A tenant's own ONNX model. */
export type UploadedModel = ModelElsewhere & {
  provider: 'onnx';
  tenantId: string;
  /** Null: nothing is uploaded yet. */
  upload: ModelUpload | null;
};

type ModelElsewhere = {
  /** By which its health is known: of a tenant's own model its row's, of a catalogue's the connection's and the model's. */
  id: string;
  dimensions: number;
  /** Longest text in tokens as we count them; null: the provider decides. */
  inputTokensMax: number | null;
  /** Of requests that name none. */
  inputType: 'query' | 'document';
  prefixes: { query: string; document: string };
  /** true: it and its key are the tenant's, who may be told what the provider said. */
  isOwn: boolean;
  /** Serves when this one can't; as wide. `widths`: all that it may be asked for. */
  fallback: { model: string; remote: RemoteModel; widths: readonly number[] } | null;
};
