import type { CodeSample } from '../../ui/code-block.tsx';
import { callSamples } from '../quickstart/call-samples.ts';
import answer from './answer.json' with { type: 'json' };

const model = 'plugsky-embed-v1';

/** The call whose answer stands beside it, with the three clients that most people have. */
export function landingSamples(apiUrl: string): CodeSample[] {
  return callSamples({ apiUrl, secret: null, model, text: answer.input }).slice(0, 3);
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
