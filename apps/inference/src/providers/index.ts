import type { EndpointProvider } from '@gridsky/api/domain';
import { azure } from './azure.ts';
import { cohere } from './cohere.ts';
import { custom } from './custom.ts';
import { google } from './google.ts';
import { mistral } from './mistral.ts';
import { openai } from './openai.ts';
import type { Provider } from './provider.ts';
import { tei } from './tei.ts';
import { voyage } from './voyage.ts';

export const providers: Record<EndpointProvider, Provider> = {
  openai,
  azure,
  cohere,
  voyage,
  mistral,
  google,
  tei,
  custom,
};
