import { environment } from '../../../env.ts';
import { pageMarkdown } from '../../../features/docs/page-markdown.ts';
import { pageSource } from '../../../features/docs/page-source.server.ts';
import { findDocsPage } from '../../../features/docs/pages.ts';

/** `/docs/errors.md`: a page as plain Markdown. */
export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const page = findDocsPage((await params).slug);
  if (!page) return new Response('There is no page at this address.\n', { status: 404 });
  const { apiPublicUrl, publicUrl } = environment();
  return new Response(pageMarkdown(page, await pageSource(page), { apiUrl: apiPublicUrl, publicUrl }), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });
}
