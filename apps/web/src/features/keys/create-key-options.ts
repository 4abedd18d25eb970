import type { SelectOption } from '../../ui/select.tsx';
import type { CreateKeyFields } from './create-key-form.ts';

export const modeOptions: SelectOption<CreateKeyFields['mode']>[] = [
  { value: 'live', label: 'Live', hint: 'Real vectors; usage counts.' },
  { value: 'test', label: 'Test', hint: 'Same checks, made-up vectors, never billed.' },
];

export const scopeOptions: SelectOption<CreateKeyFields['scope']>[] = [
  { value: 'infer', label: 'infer', hint: 'Compute embeddings and list models.' },
  { value: 'read', label: 'read', hint: 'List models only; no embeddings.' },
  { value: 'admin', label: 'admin', hint: 'Everything the API offers.' },
];

export const expiryOptions: SelectOption<CreateKeyFields['expiry']>[] = [
  { value: 'never', label: 'Never' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '365 days' },
];
