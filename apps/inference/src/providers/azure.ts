import { openai } from './openai.ts';
import { jsonRequest, type Provider } from './provider.ts';

/** The newest version that is not a preview (https://learn.microsoft.com/azure/ai-services/openai/reference). */
const API_VERSION = '2024-10-21';

/** OpenAI's models at Azure: the deployment is in the address and the key in a header of its own. */
export const azure: Provider = {
  ...openai,
  request: ({ baseUrl, secret, model, dimensions: width }, { texts, dimensions }) =>
    jsonRequest(
      `${baseUrl}/openai/deployments/${encodeURIComponent(model)}/embeddings?api-version=${API_VERSION}`,
      secret === null ? {} : { 'api-key': secret },
      { input: texts, encoding_format: 'base64', ...(dimensions === width ? {} : { dimensions }) },
    ),
};
