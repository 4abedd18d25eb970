import type { SelectOption } from './select.tsx';

/** The options of a filter. A link may name one that the list doesn't have (yet); it must still show as chosen. */
export function withChosen(options: readonly SelectOption[], chosen: string | null): SelectOption[] {
  if (chosen === null || options.some(({ value }) => value === chosen)) return [...options];
  return [...options, { value: chosen, label: chosen }];
}
