import { type NextRequest, NextResponse } from 'next/server';
import { environment, isDevelopment } from './env.ts';
import { nonceHeader } from './features/session/nonce-header.ts';
import { requestedPathHeader } from './features/session/requested-path.ts';
import { securityHeaders } from './security-headers.ts';

/** Sets the security headers of every answer and tells layouts which page is asked for. It makes no decision about who may see what: pages and procedures do. */
export function proxy(request: NextRequest): NextResponse {
  const { apiPublicUrl, publicUrl } = environment();
  const { pathname, search, searchParams } = request.nextUrl;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const answered = securityHeaders({
    nonce,
    apiPublicUrl,
    https: publicUrl.startsWith('https:'),
    development: isDevelopment,
    secretAddress: searchParams.has('token') || searchParams.has('key'),
  });
  const headers = new Headers(request.headers);
  headers.set(requestedPathHeader, `${pathname}${search}`);
  headers.set(nonceHeader, nonce);
  // The framework takes the nonce of its own scripts from here.
  headers.set('Content-Security-Policy', answered['Content-Security-Policy'] ?? '');
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(answered)) response.headers.set(name, value);
  return response;
}

export const config = { matcher: ['/((?!_next/static|_next/image|api/health).*)'] };
