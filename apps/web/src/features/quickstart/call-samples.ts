import type { CodeSample } from '../../ui/code-block.tsx';
import { langChain, llamaIndex, vercelAi } from './framework-samples.ts';
import { pythonKey, pythonKeyImport, typescriptKey } from './sample-key.ts';

export interface EmbeddingCall {
  /** Origin of the API, without a trailing slash. */
  apiUrl: string;
  /** null: the code reads GRIDSKY_API_KEY from the environment. */
  secret: string | null;
  model: string;
  text: string;
  /** Unset: the model's full width. */
  dimensions?: number;
}

/** Stands in the code until there is a key. */
export const keyPlaceholder = 'YOUR_API_KEY';

/** One call in each language and with each client, ready to paste and run, whatever characters the text has. */
export function callSamples(call: EmbeddingCall): CodeSample[] {
  return [
    { title: 'curl', language: 'bash', source: curl(call) },
    { title: 'Python', language: 'python', source: python(call) },
    { title: 'TypeScript', language: 'typescript', source: typescript(call) },
    { title: 'LangChain', language: 'python', source: langChain(call) },
    { title: 'LlamaIndex', language: 'python', source: llamaIndex(call) },
    { title: 'Vercel AI SDK', language: 'typescript', source: vercelAi(call) },
  ];
}

function curl({ apiUrl, secret, model, text, dimensions }: EmbeddingCall): string {
  const body = JSON.stringify({ model, input: text, dimensions }, null, 2).replaceAll('\n', '\n  ');
  return `curl ${apiUrl}/v1/embeddings \\
  -H "Authorization: Bearer ${secret ?? '$GRIDSKY_API_KEY'}" \\
  -H "Content-Type: application/json" \\
  -d ${inSingleQuotes(body)}`;
}

// A JSON string is also a string of Python and of TypeScript: their escapes contain JSON's.
function python({ apiUrl, secret, model, text, dimensions }: EmbeddingCall): string {
  return `# pip install openai
${pythonKeyImport(secret)}from openai import OpenAI

client = OpenAI(
    base_url=${JSON.stringify(`${apiUrl}/v1`)},
    api_key=${pythonKey(secret)},
)
answer = client.embeddings.create(
    model=${JSON.stringify(model)},
    input=${JSON.stringify(text)},${dimensions ? `\n    dimensions=${dimensions},` : ''}
)
print(len(answer.data[0].embedding), answer.usage.total_tokens)`;
}

function typescript({ apiUrl, secret, model, text, dimensions }: EmbeddingCall): string {
  return `// npm install openai
import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: ${JSON.stringify(`${apiUrl}/v1`)},
  apiKey: ${typescriptKey(secret)},
});
const answer = await client.embeddings.create({
  model: ${JSON.stringify(model)},
  input: ${JSON.stringify(text)},${dimensions ? `\n  dimensions: ${dimensions},` : ''}
});
console.log(answer.data[0].embedding.length, answer.usage.total_tokens);`;
}

/** For a POSIX shell, where nothing but the quote itself is special inside single quotes. */
function inSingleQuotes(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
