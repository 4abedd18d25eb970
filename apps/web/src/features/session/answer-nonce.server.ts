import 'server-only';
import { headers } from 'next/headers';
import { nonceHeader } from './nonce-header.ts';

/** The nonce of the answer being rendered: what lets its inline scripts run. */
export async function answerNonce(): Promise<string> {
  return (await headers()).get(nonceHeader) ?? '';
}
