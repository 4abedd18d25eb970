import type { Database } from '@gridsky/db';
import type { AttemptWindows } from '../services/account/attempt-windows.ts';
import type { MailThrottle } from '../services/account/mail-throttle.ts';
import type { SignInThrottle } from '../services/account/sign-in-throttle.ts';
import type { BillingSettings } from '../services/billing/billing-context.ts';
import type { MailSettings, TrialMode } from '../services/context.ts';
import type { RemoteSettings } from '../services/private-model/remote-context.ts';
import type { SignedInUser } from '../services/session/check-session.ts';
import type { NewSession } from '../services/session/replace-sessions.ts';

/** What a tRPC request starts with; the web app makes it from the request's cookie and headers. */
export type ApiContext = {
  database: Database;
  /** null: nobody is signed in. */
  user: SignedInUser | null;
  /** The tenant that the page is about; null: the user's first. */
  tenantId: string | null;
  ip: string | null;
  requestId: string;
  signInThrottle: SignInThrottle;
  /** Of second-step codes. */
  codeThrottle: AttemptWindows;
  mailThrottle: MailThrottle;
  mail: MailSettings;
  billing: BillingSettings;
  remote: RemoteSettings;
  trialMode: TrialMode;
  /** Gives the browser that asks the cookie of a new session. */
  keepSession: (session: NewSession) => Promise<void>;
  now: () => Date;
  /** Takes what no Fault explains, for the log. */
  reportError: (error: unknown, requestId: string) => void;
};
