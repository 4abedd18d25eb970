import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { Fault, type FaultCode, notFound } from '../domain/fault.ts';
import { wireTransformer } from '../domain/wire-value.ts';
import type { BillingContext, TenantBillingContext } from '../services/billing/billing-context.ts';
import type { MailContext } from '../services/context.ts';
import type { RemoteContext } from '../services/private-model/remote-context.ts';
import type { SignedInUser } from '../services/session/check-session.ts';
import type { ApiContext } from './context.ts';

const t = initTRPC.context<ApiContext>().create({
  transformer: wireTransformer,
  errorFormatter({ shape, error, ctx }) {
    const fault = error.cause instanceof Fault ? error.cause : wrongField(error.cause);
    return {
      ...shape,
      // Only a fault's own text was written for the reader; whatever else went wrong stays in the log.
      message: fault?.message ?? (error.code === 'BAD_REQUEST' ? 'Some fields are not right.' : publicText(error.code)),
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        requestId: ctx?.requestId ?? null,
        fault: fault ? { code: fault.code, param: fault.param, retryAfterMs: fault.retryAfterMs ?? null } : null,
        /** Where the documentation tells what to do about it. */
        docs: `/docs/errors#${fault?.code ?? DOCUMENTED[error.code] ?? 'internal'}`,
      },
    };
  },
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const mapFaults = t.middleware(async ({ next, ctx }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof Fault)
    throw new TRPCError({ code: TRPC_CODES[cause.code] ?? 'INTERNAL_SERVER_ERROR', message: cause.message, cause });
  if (result.error.code === 'INTERNAL_SERVER_ERROR') ctx.reportError(cause ?? result.error, ctx.requestId);
  return result;
});

/** Anybody. */
export const publicProcedure = t.procedure.use(mapFaults).use(({ next, ctx }) =>
  next({
    ctx: {
      system: {
        database: ctx.database,
        actor: ctx.user ? { type: 'user', userId: ctx.user.userId } : { type: 'system' },
        now: ctx.now,
        ip: ctx.ip,
        mail: ctx.mail,
        billing: ctx.billing,
        trialMode: ctx.trialMode,
        remote: ctx.remote,
      } satisfies BillingContext & RemoteContext as BillingContext & RemoteContext,
    },
  }),
);

/** Somebody signed in. */
export const userProcedure = publicProcedure.use(({ next, ctx }) => {
  if (!ctx.user) throw new Fault('unauthenticated', 'You are signed out. Sign in and try again.');
  return next({ ctx: { user: ctx.user } });
});

/**
 * A member of the tenant that the request names. A foreign tenant reads like one that never was. Of a suspended one
 * everything may be looked at and nothing changed, whatever the procedure.
 */
export const tenantProcedure = userProcedure.use(({ next, ctx, type }) => {
  const membership = namedMembership(ctx);
  if (membership.suspended && type === 'mutation') {
    throw new Fault(
      'tenant_suspended',
      'This tenant is suspended: you may look at everything and change nothing but cancel the subscription and change the card. Ask the operator of this platform.',
    );
  }
  return next({ ctx: { tenant: tenantContext(ctx.system, membership) } });
});

/** The same for the few changes that a suspended tenant keeps: whoever is refused must be able to stop paying and to mend the card. */
export const payerProcedure = userProcedure.use(({ next, ctx }) =>
  next({ ctx: { tenant: tenantContext(ctx.system, namedMembership(ctx)) } }),
);

/** A platform admin, in the operator area. To everybody else what is in there does not exist. */
export const operatorProcedure = userProcedure.use(({ next, ctx }) => {
  if (!ctx.user.platformAdmin) throw notFound('page');
  const operator: MailContext & RemoteContext = { ...ctx.system, actor: { type: 'operator', userId: ctx.user.userId } };
  return next({ ctx: { operator } });
});

type Membership = SignedInUser['memberships'][number];

function namedMembership({ user, tenantId }: { user: SignedInUser; tenantId: string | null }): Membership {
  const membership = tenantId ? user.memberships.find((one) => one.tenantId === tenantId) : user.memberships[0];
  if (!membership) throw notFound('tenant');
  return membership;
}

function tenantContext<System extends BillingContext>(system: System, { tenantId, role }: Membership) {
  return { ...system, tenantId, role } satisfies TenantBillingContext;
}

const TRPC_CODES: Partial<Record<FaultCode, TRPCError['code']>> = {
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  tenant_suspended: 'FORBIDDEN',
  plan_limit: 'FORBIDDEN',
  invalid: 'BAD_REQUEST',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  throttled: 'TOO_MANY_REQUESTS',
  provider_error: 'BAD_GATEWAY',
  provider_unusable: 'BAD_GATEWAY',
  provider_resting: 'SERVICE_UNAVAILABLE',
  provider_timeout: 'GATEWAY_TIMEOUT',
  provider_rate_limited: 'TOO_MANY_REQUESTS',
};

/** What goes wrong before any of our code is asked. */
const DOCUMENTED: Partial<Record<TRPCError['code'], FaultCode>> = {
  BAD_REQUEST: 'invalid',
  NOT_FOUND: 'route_not_found',
};

/** Input that its schema refused: what is wrong with its first wrong field. */
function wrongField(cause: unknown): Fault | null {
  if (!(cause instanceof ZodError)) return null;
  const [issue] = cause.issues;
  return issue ? new Fault('invalid', issue.message, { param: issue.path.join('.') || null }) : null;
}

function publicText(code: TRPCError['code']): string {
  return code === 'NOT_FOUND'
    ? 'No such procedure.'
    : 'Something failed on our side. Try again; if it stays, tell the operator the request id.';
}
