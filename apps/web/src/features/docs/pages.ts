export interface DocsPage {
  /** Last part of the address, and the name of its file in `content`. The first page lies at `/docs` itself. */
  slug: string;
  title: string;
  /** One sentence: below the title, in search results and in llms.txt. */
  description: string;
}

/** The documentation in reading order, by groups. */
export const docsGroups: readonly { title: string; pages: readonly DocsPage[] }[] = [
  {
    title: 'Start',
    pages: [
      {
        slug: 'introduction',
        title: 'Introduction',
        description: 'What Gridsky is, and a first vector in one minute.',
      },
      {
        slug: 'concepts',
        title: 'Concepts',
        description: 'Vectors, models, tokens, keys, tenants: the words used here.',
      },
    ],
  },
  {
    title: 'API',
    pages: [
      {
        slug: 'clients',
        title: 'Clients',
        description: 'The first call with curl, Python, TypeScript, LangChain, LlamaIndex and the Vercel AI SDK.',
      },
      {
        slug: 'openai',
        title: 'OpenAI dialect',
        description: 'The routes that every OpenAI SDK speaks: requests, answers, headers, retries.',
      },
      {
        slug: 'scaigrid',
        title: 'ScaiGrid dialect',
        description: 'The same work in ScaiGrid’s envelope, and a tenant’s usage for its programs.',
      },
      { slug: 'models', title: 'Models', description: 'Widths, lengths, prices and what each model is good for.' },
      {
        slug: 'own-models',
        title: 'Your own models',
        description:
          'Cohere, Voyage, OpenAI, BGE or any JSON endpoint behind the same API: what each needs and what is checked.',
      },
      {
        slug: 'limits',
        title: 'Limits',
        description: 'What a plan allows, how it is counted, and what to do at a 429.',
      },
      {
        slug: 'errors',
        title: 'Errors',
        description: 'Every refusal: its codes in both dialects, its cause, its cure.',
      },
    ],
  },
  {
    title: 'Guides',
    pages: [
      {
        slug: 'batching',
        title: 'Batching',
        description: 'Many texts in few requests, without tripping over a limit.',
      },
      { slug: 'similarity', title: 'Similarity', description: 'Compare vectors, choose thresholds, shorten vectors.' },
      {
        slug: 'storing-vectors',
        title: 'Storing vectors',
        description: 'Tables, indexes and sizes for pgvector, Qdrant and FAISS.',
      },
      {
        slug: 'estimating-cost',
        title: 'Estimating cost',
        description: 'Count your text, find the plan that fits, compare prices.',
      },
    ],
  },
  {
    title: 'Operate',
    pages: [
      {
        slug: 'self-hosting',
        title: 'Self-hosting',
        description: 'Start, settings, several processes, backup, models.',
      },
      { slug: 'security', title: 'Security', description: 'Keys, tenants, what is kept, what never is.' },
    ],
  },
];

export const docsPages: readonly DocsPage[] = docsGroups.flatMap(({ pages }) => pages);

const first = docsPages[0];

export function docsPath({ slug }: DocsPage): string {
  return slug === first?.slug ? '/docs' : `/docs/${slug}`;
}

export function findDocsPage(slug: string): DocsPage | undefined {
  return docsPages.find((page) => page.slug === slug);
}
