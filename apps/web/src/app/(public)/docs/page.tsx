import type { Metadata } from 'next';
import { connection } from 'next/server';
import { DocsPageView } from '../../../features/docs/docs-page-view.tsx';
import { findDocsPage } from '../../../features/docs/pages.ts';

export const metadata: Metadata = { title: 'Documentation' };

export default async function DocsPage() {
  // The address of the API is a setting of the running server, not of the build.
  await connection();
  const page = findDocsPage('introduction');
  return page ? <DocsPageView page={page} /> : null;
}
