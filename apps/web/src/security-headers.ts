export interface SecurityHeaderSettings {
  /** Random, new for every answer. */
  nonce: string;
  apiPublicUrl: string;
  /** true when browsers open the dashboard by https. */
  https: boolean;
  /** true under `next dev`, whose refresh needs `eval`. */
  development: boolean;
  /** true: the address carries a token or key. It is told to nobody, not even to this server's own log. */
  secretAddress: boolean;
}

/** What browsers are told about every answer of the dashboard: what may run, who may frame it, what it may ask for. */
export function securityHeaders(settings: SecurityHeaderSettings): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(settings),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': settings.secretAddress ? 'no-referrer' : 'strict-origin-when-cross-origin',
    'Permissions-Policy': denied.map((feature) => `${feature}=()`).join(', '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    // Only for this host: what else runs under the operator's domain is not ours to decide.
    ...(settings.https ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  };
}

const denied = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
];

/** Sonner adds its styles without a nonce, an empty element first. A test compares the hash with the installed version. */
export const noticeStyles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

/**
 * Scripts run by this answer's nonce alone; what such a script loads itself runs too (`strict-dynamic`: the framework
 * loads its chunks so). Styles in elements need the nonce as well, or a known hash. Only style
 * attributes stay open: widths of bars and places in charts are rendered on the server, and attributes carry no nonce.
 */
function contentSecurityPolicy({ nonce, apiPublicUrl, https, development }: SecurityHeaderSettings): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "script-src-attr 'none'",
    // The refresh of `next dev` adds styles without a nonce.
    `style-src-elem 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}' ${noticeStyles.join(' ')}`}`,
    "style-src-attr 'unsafe-inline'",
    "worker-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    // The browser may also call the embeddings API: the quickstart and the playground run real requests.
    `connect-src 'self' ${apiPublicUrl}`,
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
