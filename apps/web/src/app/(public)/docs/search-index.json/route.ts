import { pageSource } from '../../../../features/docs/page-source.server.ts';
import { docsPages } from '../../../../features/docs/pages.ts';
import { searchEntries } from '../../../../features/docs/search-index.ts';

/** Made when the application is built. */
export const dynamic = 'force-static';

export async function GET(): Promise<Response> {
  const entries = await Promise.all(docsPages.map(async (page) => searchEntries(page, await pageSource(page))));
  return Response.json(entries.flat());
}
