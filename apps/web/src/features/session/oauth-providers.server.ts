import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { Environment, OAuthClient } from '../../env.ts';

/** What both services are brought to. */
export interface ProviderProfile {
  subject: string;
  email: string | null;
  emailVerified: boolean;
  name: string;
}

/** The services that are set, each with state and PKCE, Google with a nonce too. */
export function oauthProviders({ github, google }: Environment['oauth']): NextAuthOptions['providers'] {
  return [...(github ? [githubProvider(github)] : []), ...(google ? [googleProvider(google)] : [])];
}

function githubProvider({ clientId, clientSecret, url }: OAuthClient): OAuthConfig<ProviderProfile> {
  const api = url === 'https://github.com' ? 'https://api.github.com' : `${url}/api/v3`;
  return {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    clientId,
    clientSecret,
    checks: ['pkce', 'state'],
    authorization: { url: `${url}/login/oauth/authorize`, params: { scope: 'read:user user:email' } },
    token: `${url}/login/oauth/access_token`,
    userinfo: { request: ({ tokens }) => readGithubProfile(api, tokens.access_token ?? '') as never },
    profile: ({ subject }) => ({ id: subject }),
  };
}

/** The profile's own address may be any; of the list, GitHub says which is primary and which it has verified. */
async function readGithubProfile(api: string, token: string): Promise<ProviderProfile> {
  const read = async (path: string) => {
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      // Not compressed: Node 20's fetch, when its signal aborts in the middle of a compressed body, may never settle.
      'accept-encoding': 'identity',
    };
    const answer = await fetch(`${api}${path}`, { headers, signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`${api}${path} answered ${answer.status}`);
    return answer.json();
  };
  const [user, emails] = await Promise.all([read('/user'), read('/user/emails')]);
  const primary = (emails as { email: string; primary: boolean; verified: boolean }[]).find((email) => email.primary);
  return {
    subject: String(user.id),
    email: primary?.email ?? null,
    emailVerified: primary?.verified === true,
    name: user.name ?? user.login,
  };
}

type GoogleClaims = { sub: string; email?: string; email_verified?: boolean; name?: string };

function googleProvider({ clientId, clientSecret, url }: OAuthClient): OAuthConfig<GoogleClaims> {
  return {
    id: 'google',
    name: 'Google',
    type: 'oauth',
    clientId,
    clientSecret,
    wellKnown: `${url}/.well-known/openid-configuration`,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    profile: ({ sub }) => ({ id: sub }),
  };
}
