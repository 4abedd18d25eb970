import { nano } from '@gridsky/api/domain';
import type { PrivateModelView } from '@gridsky/api/services';
import { expect, test } from 'vitest';
import { fieldOf, isOtherHost, type ModelFields, modelFields, modelFormValues, NO_FALLBACK } from './model-form.ts';

const typed = (fields: Partial<ModelFields>): ModelFields => ({ ...modelFormValues(null, []), alias: 'm', ...fields });

const row: PrivateModelView = {
  id: '0199',
  alias: 'ours',
  provider: 'custom',
  baseUrl: 'https://models.example.com/embed',
  providerModel: 'house',
  dimensions: 8,
  shorterDimensions: [2, 4],
  inputType: 'query',
  queryPrefix: 'query: ',
  documentPrefix: '',
  textsMax: 16,
  tokensMax: null,
  hedgeAfterMs: 800,
  inputTokensMax: 512,
  pricePerMillionNano: nano(120_000_000n),
  customWire: { template: { input: '{{texts}}' }, vectorsPath: 'vectors', tokensPath: null },
  fallbackId: '0200',
  upload: null,
  enabled: true,
  disabled: false,
  testRequestedAt: null,
  testedAt: null,
  test: null,
  secretLast4: 'abcd',
  createdAt: new Date(0),
  updatedAt: new Date(0),
};

test('a model that is opened and saved unchanged keeps every setting, and its secret is not sent', () => {
  const other = { ...row, id: '0200', alias: 'other' };
  expect(modelFields.parse(modelFormValues(row, [other]))).toEqual({
    alias: 'ours',
    provider: 'custom',
    baseUrl: 'https://models.example.com/embed',
    providerModel: 'house',
    shorterDimensions: [2, 4],
    inputType: 'query',
    queryPrefix: 'query: ',
    documentPrefix: '',
    textsMax: 16,
    tokensMax: null,
    inputTokensMax: 512,
    hedgeAfterMs: 800,
    pricePerMillionNano: 120_000_000n,
    customWire: { template: { input: '{{texts}}' }, vectorsPath: 'vectors', tokensPath: null },
    fallbackAlias: 'other',
    secret: null,
  });
});

test('a new model asks for nothing that the provider decides', () => {
  expect(modelFields.parse(typed({}))).toMatchObject({
    provider: 'cohere',
    baseUrl: null,
    secret: null,
    textsMax: null,
    hedgeAfterMs: null,
    pricePerMillionNano: 0n,
    customWire: null,
    fallbackAlias: null,
  });
  expect(typed({}).fallback).toBe(NO_FALLBACK);
});

test.each([
  [{ alias: 'Our Model' }, 'alias', 'Use lower-case letters'],
  [{ price: 'cheap' }, 'price', 'Enter dollars'],
  [{ textsMax: 'many' }, 'textsMax', 'Enter a whole number.'],
  [{ hedgeAfterMs: '5' }, 'hedgeAfterMs', 'Enter at least 20.'],
  [{ textsMax: '5000' }, 'textsMax', 'Enter at most 2,048.'],
  [{ secret: 'two words' }, 'secret', 'A secret has no spaces'],
  [{ shorterDimensions: '256, x' }, 'shorterDimensions', 'Enter a whole number.'],
  [{ provider: 'custom', template: '{' }, 'template', 'This is not JSON.'],
  [{ provider: 'custom', template: '{"input": "x"}' }, 'template', 'The template needs "{{texts}}"'],
  [{ provider: 'custom', vectorsPath: 'a b' }, 'vectorsPath', 'Write names and []'],
] as [Partial<ModelFields>, string, string][])('%j is refused at %s', (fields, field, message) => {
  const [issue] = modelFields.safeParse(typed(fields)).error?.issues ?? [];
  expect(issue?.path).toEqual([field]);
  expect(issue?.message).toContain(message);
});

test('what the server refuses shows at its field', () => {
  expect(
    ['baseUrl', 'fallbackAlias', 'customWire', 'customWire.vectorsPath', 'nothing', undefined].map(fieldOf),
  ).toEqual(['baseUrl', 'fallback', 'template', 'vectorsPath', null, null]);
});

test('another path, or the same address left empty, is no other host; another port is', () => {
  expect(isOtherHost(row, 'https://models.example.com/v2')).toBe(false);
  expect(isOtherHost(row, 'https://models.example.com:8443/embed')).toBe(true);
  expect(isOtherHost(row, 'https://other.example.com')).toBe(true);
  expect(isOtherHost(row, 'https://')).toBe(false);
  const cohere: PrivateModelView = { ...row, provider: 'cohere', baseUrl: 'https://api.cohere.com' };
  expect(isOtherHost(cohere, '')).toBe(false);
  expect(isOtherHost({ ...cohere, baseUrl: 'https://eu.example.com' }, '')).toBe(true);
});
