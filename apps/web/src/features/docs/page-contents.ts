import type { ReactNode } from 'react';
import Batching from './content/batching.mdx';
import Clients from './content/clients.mdx';
import Concepts from './content/concepts.mdx';
import Errors from './content/errors.mdx';
import EstimatingCost from './content/estimating-cost.mdx';
import Introduction from './content/introduction.mdx';
import Limits from './content/limits.mdx';
import Models from './content/models.mdx';
import OpenAi from './content/openai.mdx';
import OwnModels from './content/own-models.mdx';
import ScaiGrid from './content/scaigrid.mdx';
import Security from './content/security.mdx';
import SelfHosting from './content/self-hosting.mdx';
import Similarity from './content/similarity.mdx';
import StoringVectors from './content/storing-vectors.mdx';

/** The compiled page of each slug. */
export const pageContents: Readonly<Record<string, () => ReactNode>> = {
  introduction: Introduction,
  concepts: Concepts,
  clients: Clients,
  openai: OpenAi,
  scaigrid: ScaiGrid,
  models: Models,
  limits: Limits,
  errors: Errors,
  batching: Batching,
  similarity: Similarity,
  'own-models': OwnModels,
  'storing-vectors': StoringVectors,
  'estimating-cost': EstimatingCost,
  'self-hosting': SelfHosting,
  security: Security,
};
