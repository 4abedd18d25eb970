import { Fault } from '@gridsky/api/domain';

/**
 * Refuses a request that changes something unless a page of this dashboard sent it: browsers put the page's origin on
 * every POST, and no other site can forge it. Compared with the configured address, never with the Host header.
 */
export function refuseCrossOrigin(request: Request, publicUrl: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const origin = request.headers.get('origin');
  if (origin === publicUrl) return;
  throw new Fault(
    'forbidden',
    origin
      ? `This page was opened at ${origin}, but the dashboard's address is ${publicUrl}. Open it there and try again.`
      : `Only pages of ${publicUrl} may change anything here.`,
  );
}
