'use client';

import { setNonce } from 'get-nonce';
import { createContext, type ReactNode, useContext, useState } from 'react';

/**
 * Makes the nonce of the document known to what adds style elements in the browser: the content security policy lets no
 * other ones in. The scroll lock under dialogs takes it from `get-nonce`, the list of a select from `useStyleNonce`.
 */
export function StyleNonce({ nonce, children }: { nonce: string; children: ReactNode }) {
  // Once: a later answer's nonce is not this document's.
  const [own] = useState(() => {
    if (typeof document !== 'undefined') setNonce(nonce);
    return nonce;
  });
  return <NonceContext value={own}>{children}</NonceContext>;
}

export function useStyleNonce(): string | undefined {
  return useContext(NonceContext);
}

const NonceContext = createContext<string | undefined>(undefined);
