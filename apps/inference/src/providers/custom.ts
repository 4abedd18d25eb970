import type { CustomWire } from '@gridsky/api/domain';
import { at, field, vectorOf } from './json.ts';
import { AnswerUnusable, bearer, type Endpoint, jsonRequest, type Provider, type ProviderCall } from './provider.ts';
import { refusalOf } from './refusal.ts';

/** An endpoint with a wire of its own: a JSON template for the request, paths for the answer. */
export const custom: Provider = {
  textsMax: 32,
  tokensMax: null,
  request: (endpoint, call) => {
    const body = filled(wireOf(endpoint).template, valuesOf(endpoint, call));
    return jsonRequest(endpoint.baseUrl, bearer(endpoint), body as Record<string, unknown>);
  },
  answer: (body, endpoint) => {
    const { vectorsPath, tokensPath } = wireOf(endpoint);
    const [tokens] = tokensPath === null ? [] : found(body, tokensPath);
    const isCount = typeof tokens === 'number' && Number.isSafeInteger(tokens) && tokens >= 0;
    return { vectors: vectorsAt(body, vectorsPath), tokens: isCount ? tokens : null };
  },
  refusal: (status, headers, body, now) => {
    const error = field(body, 'error');
    const detail = [at(error, 'message'), error, field(body, 'message'), field(body, 'detail')];
    return refusalOf(status, headers, now, { detail: detail.find((one) => typeof one === 'string') });
  },
};

function wireOf({ custom: wire }: Endpoint): CustomWire {
  if (!wire) throw new RangeError('A custom endpoint needs a template and a path.');
  return wire;
}

function valuesOf({ model }: Endpoint, { texts, inputType, dimensions }: ProviderCall): Record<string, unknown> {
  return { '{{texts}}': texts, '{{model}}': model, '{{input_type}}': inputType, '{{dimensions}}': dimensions };
}

/** The template with each placeholder replaced by its value. Text is never put into text, so nothing a caller sends can change the JSON's shape. */
function filled(template: unknown, values: Record<string, unknown>): unknown {
  if (typeof template === 'string') return Object.hasOwn(values, template) ? values[template] : template;
  if (Array.isArray(template)) return template.map((one) => filled(one, values));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, filled(one, values)]));
}

/** A path without `[]` leads to the list of vectors itself. */
function vectorsAt(body: unknown, path: string) {
  const values = found(body, path);
  const [only] = values;
  const list = path.includes('[]') ? values : only;
  if (!Array.isArray(list)) throw new AnswerUnusable(`The answer has no list at ${path}.`);
  return list.map(vectorOf);
}

/** All values at a path of names and `[]`, which stands for every item; an empty path is the whole body. */
function found(body: unknown, path: string): unknown[] {
  const steps = path.split(/\.|(?=\[\])/).filter((step) => step !== '');
  return steps.reduce<unknown[]>(
    (values, step) =>
      values.flatMap((value) => {
        if (step === '[]') return Array.isArray(value) ? value : [];
        const next = field(value, step);
        return next === undefined ? [] : [next];
      }),
    [body],
  );
}
