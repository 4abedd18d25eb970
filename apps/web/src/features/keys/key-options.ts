import type { Grace, KeyScope } from '@gridsky/api/domain';
import type { SelectOption } from '../../ui/select.tsx';
import type { KeyFields } from './key-form.ts';

export const modeOptions: SelectOption<KeyFields['mode']>[] = [
  { value: 'live', label: 'Live', hint: 'Real vectors; usage counts.' },
  { value: 'test', label: 'Test', hint: 'Same checks, made-up vectors, never billed.' },
];

export const scopeOptions: SelectOption<KeyScope>[] = [
  { value: 'infer', label: 'infer', hint: 'Compute embeddings, count tokens, list models, read usage.' },
  { value: 'read', label: 'read', hint: 'Count tokens, list models and read usage; no embeddings.' },
  { value: 'admin', label: 'admin', hint: 'Everything the API offers, also what it gains later.' },
];

export const expiryOptions: SelectOption<KeyFields['expiry']>[] = [
  { value: 'never', label: 'Never' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '365 days' },
  { value: 'day', label: 'On a day' },
];

export const graceOptions: SelectOption<Grace>[] = [
  { value: '24h', label: 'In 24 hours', hint: 'Time to move every program to the new secret.' },
  { value: '1h', label: 'In 1 hour', hint: 'Both secrets work until then, under the same limits.' },
  { value: 'now', label: 'Now', hint: 'For a secret that has leaked.' },
];
