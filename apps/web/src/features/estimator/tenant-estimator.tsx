'use client';

import type { PriceTable } from '@gridsky/api/domain';
import { usePlaygroundToken } from '../playground/use-playground-token.ts';
import { EstimatorView } from './estimator-view.tsx';
import type { Settings } from './settings.ts';

/** The estimator of a member: models of others than the bundled tokenizer are counted by the API, with the playground's token. */
export function TenantEstimator({ apiUrl, ...rest }: TenantEstimatorProps) {
  const secret = usePlaygroundToken();
  return <EstimatorView {...rest} path="/estimate" api={{ apiUrl, secret }} />;
}

interface TenantEstimatorProps {
  table: PriceTable;
  initial: Settings;
  apiUrl: string;
}
