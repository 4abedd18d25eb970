import type { CodeSample } from '../../ui/code-block.tsx';
import answer from './answer.json' with { type: 'json' };

const model = 'plugsky-embed-v1';

/** The same call in three languages, as an OpenAI client makes it. */
export function callSamples(apiUrl: string): CodeSample[] {
  return [
    {
      title: 'curl',
      language: 'bash',
      source: `curl ${apiUrl}/v1/embeddings \\
  -H "Authorization: Bearer $GRIDSKY_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{
    "model": "${model}",
    "input": "${answer.input}"
  }'`,
    },
    {
      title: 'Python',
      language: 'python',
      source: `import os
from openai import OpenAI

client = OpenAI(
    base_url="${apiUrl}/v1",
    api_key=os.environ["GRIDSKY_API_KEY"],
)
answer = client.embeddings.create(
    model="${model}",
    input="${answer.input}",
)
print(len(answer.data[0].embedding))  # ${answer.dimensions}`,
    },
    {
      title: 'TypeScript',
      language: 'typescript',
      source: `import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: '${apiUrl}/v1',
  apiKey: process.env.GRIDSKY_API_KEY,
});
const answer = await client.embeddings.create({
  model: '${model}',
  input: '${answer.input}',
});
console.log(answer.data[0].embedding.length); // ${answer.dimensions}`,
    },
  ];
}

/** What comes back: the numbers are the model's own for that sentence, cut after the first four. */
export const answerSample: CodeSample = {
  title: 'Answer',
  language: 'json',
  source: `{
  "object": "list",
  "data": [
    {
      "object": "embedding",
      "index": 0,
      "embedding": [
${answer.numbers.map((value) => `        ${value},`).join('\n')}
        … ${answer.dimensions - answer.numbers.length} more
      ]
    }
  ],
  "model": "${model}",
  "usage": { "prompt_tokens": ${answer.tokens}, "total_tokens": ${answer.tokens} }
}`,
};
