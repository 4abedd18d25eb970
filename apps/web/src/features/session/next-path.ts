/** Where to go after sign-in: a path of this dashboard, or its overview. Anything that could leave the site is dropped. */
export function nextPath(wanted: string | string[] | undefined): string {
  if (typeof wanted !== 'string') return home;
  const base = 'https://dashboard.invalid';
  if (!wanted.startsWith('/') || !URL.canParse(wanted, base)) return home;
  const url = new URL(wanted, base);
  return url.origin === base ? `${url.pathname}${url.search}${url.hash}` : home;
}

const home = '/overview';
