import 'server-only';
import { randomUUID } from 'node:crypto';
import { type ApiContext, createCaller } from '@gridsky/api/routers';
import { headers } from 'next/headers';
import { environment } from '../../env.ts';
import { billingSettings } from '../billing/billing-settings.server.ts';
import { mailSettings } from '../mail/mail-settings.server.ts';
import { remoteSettings } from '../models/remote-settings.server.ts';
import { callerAddress } from './caller-address.ts';
import { currentTenantId } from './current-tenant.server.ts';
import { database } from './database.server.ts';
import { keepSession } from './keep-session.server.ts';
import { reportError } from './report-error.server.ts';
import { codeThrottle, mailThrottle, signInThrottle } from './sign-in-throttle.server.ts';
import { signedInUser } from './signed-in-user.server.ts';

/** What every tRPC procedure starts with, for the browser's calls and for server components alike. */
export async function apiContext(): Promise<ApiContext> {
  const user = await signedInUser();
  return {
    database: database(),
    user,
    tenantId: user ? await currentTenantId(user) : null,
    ip: callerAddress(await headers()),
    requestId: `req_${randomUUID().replaceAll('-', '')}`,
    signInThrottle: signInThrottle(),
    mailThrottle: mailThrottle(),
    codeThrottle: codeThrottle(),
    mail: mailSettings(),
    billing: billingSettings(),
    remote: remoteSettings(),
    trialMode: environment().trialMode,
    keepSession,
    now: () => new Date(),
    reportError,
  };
}

/** The procedures as functions, for server components: `(await serverCaller()).tenant.get()`. */
export async function serverCaller(): Promise<ReturnType<typeof createCaller>> {
  return createCaller(await apiContext());
}
