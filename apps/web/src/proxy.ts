import { type NextRequest, NextResponse } from 'next/server';
import { environment, isDevelopment } from './env.ts';
import { requestedPathHeader } from './features/session/requested-path.ts';

/** Sets the security headers of every answer and tells layouts which page is asked for. It makes no decision about who may see what: pages and procedures do. */
export function proxy(request: NextRequest): NextResponse {
  const { apiPublicUrl, publicUrl } = environment();
  const headers = new Headers(request.headers);
  headers.set(requestedPathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', contentSecurityPolicy(apiPublicUrl));
  response.headers.set('X-Content-Type-Options', 'nosniff');
  response.headers.set('X-Frame-Options', 'DENY');
  // An address with a token or key in it is told to nobody, not even to this server's own log.
  const { searchParams } = request.nextUrl;
  const secretAddress = searchParams.has('token') || searchParams.has('key');
  response.headers.set('Referrer-Policy', secretAddress ? 'no-referrer' : 'strict-origin-when-cross-origin');
  response.headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
  if (publicUrl.startsWith('https:')) response.headers.set('Strict-Transport-Security', 'max-age=31536000');
  return response;
}

export const config = { matcher: ['/((?!_next/static|_next/image|api/health).*)'] };

/** Everything comes from this origin; the browser may also call the embeddings API (the quickstart runs a real request). */
function contentSecurityPolicy(apiPublicUrl: string): string {
  return [
    "default-src 'self'",
    // Inline: the framework's streamed data and the theme's first paint, both without a nonce so that pages can be static.
    `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    `connect-src 'self' ${apiPublicUrl}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
