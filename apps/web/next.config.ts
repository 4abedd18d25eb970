import path from 'node:path';
import createMdx from '@next/mdx';
import type { NextConfig } from 'next';

const repositoryRoot = path.join(import.meta.dirname, '../..');

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: repositoryRoot,
  // The documentation is compiled into pages, and also handed out as it is written: as Markdown and in llms.txt.
  outputFileTracingIncludes: { '/**': ['./src/features/docs/content/*.mdx'] },
  turbopack: { root: repositoryRoot },
  transpilePackages: ['@gridsky/api', '@gridsky/db', '@gridsky/tokenizer'],
  serverExternalPackages: ['pg', '@prisma/client', '@prisma/adapter-pg', '@node-rs/argon2'],
  poweredByHeader: false,
  reactStrictMode: true,
  // `tsc --noEmit` checks types in its own step: TypeScript 7 has no compiler API for Next to call.
  typescript: { ignoreBuildErrors: true },
  // The proxy sets the headers of every other answer.
  headers: async () => [
    {
      source: '/_next/static/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
      ],
    },
  ],
  rewrites: async () => [{ source: '/docs/:slug([a-z-]+).md', destination: '/docs-markdown/:slug' }],
};

// Turbopack takes plugins by name.
export default createMdx({ options: { remarkPlugins: ['remark-gfm'] } })(config);
