import type { PrivateModel } from '@gridsky/db';
import { type ModelUpload, modelUploadSchema } from '../../domain/model-upload-schema.ts';
import { type NanoDollars, withNano } from '../../domain/money.ts';
import { type CustomWire, customWireSchema, type TestResult, testResultSchema } from '../../domain/private-model.ts';
import { PROVIDERS, type ProviderName } from '../../domain/provider.ts';

/** A tenant's own model as its members see it. */
export type PrivateModelView = {
  id: string;
  alias: string;
  provider: ProviderName;
  /** Empty: it was uploaded and runs here. */
  baseUrl: string;
  providerModel: string;
  /** Null: not tested yet. */
  dimensions: number | null;
  shorterDimensions: number[];
  inputType: 'query' | 'document';
  queryPrefix: string;
  documentPrefix: string;
  textsMax: number | null;
  tokensMax: number | null;
  inputTokensMax: number | null;
  /** Milliseconds after which a call is made a second time; null: never. */
  hedgeAfterMs: number | null;
  pricePerMillionNano: NanoDollars;
  customWire: CustomWire | null;
  fallbackId: string | null;
  /** Files of an uploaded model; null: none yet, or an endpoint. */
  upload: ModelUpload | null;
  enabled: boolean;
  /** It served and was stopped, as it is. */
  disabled: boolean;
  /** A test that is asked for and not done yet. */
  testRequestedAt: Date | null;
  testedAt: Date | null;
  test: TestResult | null;
  /** Last four characters of its secret, empty for a short one; null: it has none. */
  secretLast4: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** A row as it is shown and served; `last4` as `readLast4` found it. */
export function privateModelView(row: PrivateModel, last4: string | undefined): PrivateModelView {
  const {
    tenantId: _tenantId,
    enabledAt,
    disabledAt,
    testResult,
    alertedAt: _alertedAt,
    failingSince: _failingSince,
    ...shown
  } = withNano(row);
  return {
    ...shown,
    provider: PROVIDERS.find((name) => name === row.provider) ?? 'custom',
    inputType: row.inputType === 'query' ? 'query' : 'document',
    customWire: row.customWire === null ? null : customWireSchema.parse(row.customWire),
    upload: uploadOf(row),
    enabled: enabledAt !== null,
    disabled: disabledAt !== null,
    test: testResult === null ? null : testResultSchema.parse(testResult),
    secretLast4: last4 ?? null,
  };
}

/** What was uploaded of a model; null: nothing. */
export function uploadOf({ upload }: Pick<PrivateModel, 'upload'>): ModelUpload | null {
  return upload === null ? null : modelUploadSchema.parse(upload);
}

/** What the audit log keeps of a model: nothing that opens anything. */
export function privateModelForAudit(row: PrivateModel) {
  return {
    alias: row.alias,
    provider: row.provider,
    // A path may hold a token of its own.
    host: row.baseUrl === '' ? null : new URL(row.baseUrl).host,
    providerModel: row.providerModel,
    enabled: row.enabledAt !== null,
  };
}
