'use client';

import type { KeyView } from '@gridsky/api/services';
import { useState } from 'react';

export interface KeySelection {
  /** The chosen keys that are shown and can still be revoked, in the table's order. */
  rows: KeyView[];
  /** All that could be chosen. */
  selectable: KeyView[];
  has: (key: KeyView) => boolean;
  set: (key: KeyView, selected: boolean) => void;
  setAll: (selected: boolean) => void;
}

/** Which keys are ticked. One that a filter hides is not chosen: what can't be seen must not be revoked along. */
export function useKeySelection(shown: readonly KeyView[]): KeySelection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const selectable = shown.filter((key) => key.state !== 'revoked');
  return {
    rows: selectable.filter((key) => ids.has(key.id)),
    selectable,
    has: (key) => ids.has(key.id),
    set: (key, selected) => {
      const others = [...ids].filter((id) => id !== key.id);
      setIds(new Set(selected ? [...others, key.id] : others));
    },
    setAll: (selected) => setIds(new Set(selected ? selectable.map(({ id }) => id) : [])),
  };
}
