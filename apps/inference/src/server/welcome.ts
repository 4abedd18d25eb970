import { type Principal, requireScope, type ScopeRight } from '@gridsky/api/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authenticate } from '../pipeline/authenticate.ts';
import { readWindows } from '../pipeline/limits/charge-windows.ts';
import type { ServeDependencies } from '../pipeline/serve-embedding.ts';
import { secretOf, traceOf } from '../surfaces/call.ts';
import { openaiRateHeaders } from '../surfaces/openai/rate-headers.ts';
import { scaigridRateHeaders } from '../surfaces/scaigrid/rate-headers.ts';
import { dialectOf } from './faults.ts';

export type WelcomeDependencies = Pick<ServeDependencies, 'principals' | 'limiter' | 'now'>;

/** Who asks a question that their key's scope covers and that uses up none of their limits; the answer tells the state of these all the same. */
export async function welcome(
  { principals, limiter, now }: WelcomeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  right: ScopeRight,
): Promise<Principal> {
  const principal = await authenticate(principals, { secret: secretOf(request), ip: request.ip }, now());
  const trace = traceOf(request);
  trace.tenantId = principal.tenantId;
  trace.keyId = principal.keyId;
  const rate = await readWindows(limiter, principal);
  reply.headers(dialectOf(request) === 'openai' ? openaiRateHeaders(rate) : scaigridRateHeaders(rate, now()));
  requireScope(principal, right);
  return principal;
}
