import type { Metadata } from 'next';
import { notFound, permanentRedirect } from 'next/navigation';
import { connection } from 'next/server';
import { DocsPageView } from '../../../../features/docs/docs-page-view.tsx';
import { docsPath, findDocsPage } from '../../../../features/docs/pages.ts';

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = findDocsPage((await params).slug);
  return page ? { title: `${page.title}, documentation`, description: page.description } : {};
}

export default async function DocsSlugPage({ params }: Props) {
  // The address of the API is a setting of the running server, not of the build.
  await connection();
  const { slug } = await params;
  const page = findDocsPage(slug);
  if (!page) notFound();
  if (docsPath(page) === '/docs') permanentRedirect('/docs');
  return <DocsPageView page={page} />;
}
