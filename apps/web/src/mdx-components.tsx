import type { ComponentType } from 'react';
import { docsElements } from './features/docs/elements.tsx';

/** What MDX pages are made of; the framework looks for this file by name. */
export function useMDXComponents(): Record<string, ComponentType<never>> {
  return docsElements;
}
