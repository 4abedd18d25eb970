import type { CodeSample } from '../../ui/code-block.tsx';
import type { Inputs } from './outcome.ts';

export interface CodeCall {
  /** Origin of the API, without a trailing slash. */
  apiUrl: string;
  /** Stands where the key goes. */
  secret: string;
  model: string;
  /** null: the model's full width. */
  dimensions: number | null;
}

/** What the playground has just done, as programs that do the same: nothing but the OpenAI client, and a few lines of maths. */
export function toolCode(call: CodeCall, inputs: Inputs): CodeSample[] {
  return [
    { title: 'Python', language: 'python', source: python(call, inputs) },
    { title: 'TypeScript', language: 'typescript', source: typescript(call, inputs) },
    { title: 'curl', language: 'bash', source: curl(call, inputs) },
  ];
}

function curl({ apiUrl, secret, model, dimensions }: CodeCall, { texts, second }: Inputs): string {
  const body = JSON.stringify({ model, input: [...texts, ...second], ...(dimensions ? { dimensions } : {}) }, null, 2);
  return `curl ${apiUrl}/v1/embeddings \\
  -H "Authorization: Bearer ${secret}" \\
  -H "Content-Type: application/json" \\
  -d '${body.replaceAll('\n', '\n  ').replaceAll("'", `'\\''`)}'`;
}

// A JSON string is also a string of Python and of TypeScript: their escapes contain JSON's.
function list(texts: readonly string[], indent: string): string {
  return `[\n${texts.map((text) => `${indent}${JSON.stringify(text)},\n`).join('')}]`;
}

function python({ apiUrl, secret, model, dimensions }: CodeCall, inputs: Inputs): string {
  return `# pip install openai
from openai import OpenAI

client = OpenAI(base_url=${JSON.stringify(`${apiUrl}/v1`)}, api_key=${JSON.stringify(secret)})


def embed(texts, input_type="document"):
    answer = client.embeddings.create(
        model=${JSON.stringify(model)},
        input=texts,${dimensions ? `\n        dimensions=${dimensions},` : ''}
        extra_body={"input_type": input_type},
    )
    return [item.embedding for item in answer.data]


def cosine(a, b):  # vectors have unit length
    return sum(x * y for x, y in zip(a, b))


texts = ${list(inputs.texts, '    ')}
vectors = embed(texts)
${PYTHON[inputs.tool](inputs)}`;
}

const PYTHON: Record<Inputs['tool'], (inputs: Inputs) => string> = {
  compare: () => `for a in vectors:
    print(" ".join(f"{cosine(a, b):5.2f}" for b in vectors))`,
  search: ({ second }) => `question = embed([${JSON.stringify(second[0] ?? '')}], "query")[0]
ranked = sorted(zip(texts, vectors), key=lambda pair: -cosine(pair[1], question))
for text, vector in ranked:
    print(f"{cosine(vector, question):.2f}", text)`,
  duplicates: () => `for i in range(len(texts)):
    for j in range(i + 1, len(texts)):
        if cosine(vectors[i], vectors[j]) >= 0.85:
            print(f"{cosine(vectors[i], vectors[j]):.2f}", texts[i], "|", texts[j])`,
  classes: ({ second }) => `names = ${list(second, '    ')}
classes = embed(names)
for text, vector in zip(texts, vectors):
    best = max(range(len(names)), key=lambda i: cosine(vector, classes[i]))
    print(names[best], "|", text)`,
  map: () => `# k-means on directions: each text goes to the nearest centre, each centre to the mean of its texts
k = 4
centres = vectors[:: max(1, len(vectors) // k)][:k]
for _ in range(20):
    nearest = [max(range(len(centres)), key=lambda i: cosine(vector, centres[i])) for vector in vectors]
    for i in range(len(centres)):
        members = [vector for vector, at in zip(vectors, nearest) if at == i] or [centres[i]]
        mean = [sum(column) for column in zip(*members)]
        length = sum(x * x for x in mean) ** 0.5
        centres[i] = [x / length for x in mean]
for i in range(len(centres)):
    print(i + 1, [text for text, at in zip(texts, nearest) if at == i])`,
};

function typescript({ apiUrl, secret, model, dimensions }: CodeCall, inputs: Inputs): string {
  return `// npm install openai
import OpenAI from 'openai';

const client = new OpenAI({ baseURL: ${JSON.stringify(`${apiUrl}/v1`)}, apiKey: ${JSON.stringify(secret)} });

async function embed(input, input_type = 'document') {
  const body = { model: ${JSON.stringify(model)}, input, input_type${dimensions ? `, dimensions: ${dimensions}` : ''} };
  return (await client.embeddings.create(body)).data.map(({ embedding }) => embedding);
}

// Vectors have unit length.
const cosine = (a, b) => a.reduce((sum, x, i) => sum + x * b[i], 0);

const texts = ${list(inputs.texts, '  ')};
const vectors = await embed(texts);
${TYPESCRIPT[inputs.tool](inputs)}`;
}

const TYPESCRIPT: Record<Inputs['tool'], (inputs: Inputs) => string> = {
  compare: () => `for (const a of vectors) console.log(vectors.map((b) => cosine(a, b).toFixed(2)).join(' '));`,
  search: ({ second }) => `const [question] = await embed([${JSON.stringify(second[0] ?? '')}], 'query');
const ranked = texts.map((text, i) => ({ text, score: cosine(vectors[i], question) }));
for (const { text, score } of ranked.sort((a, b) => b.score - a.score)) console.log(score.toFixed(2), text);`,
  duplicates: () => `for (let i = 0; i < texts.length; i++) {
  for (let j = i + 1; j < texts.length; j++) {
    const score = cosine(vectors[i], vectors[j]);
    if (score >= 0.85) console.log(score.toFixed(2), texts[i], '|', texts[j]);
  }
}`,
  classes: ({ second }) => `const names = ${list(second, '  ')};
const classes = await embed(names);
for (const [at, text] of texts.entries()) {
  const scores = classes.map((vector) => cosine(vectors[at], vector));
  console.log(names[scores.indexOf(Math.max(...scores))], '|', text);
}`,
  map: () => `// k-means on directions: each text goes to the nearest centre, each centre to the mean of its texts.
const k = 4;
const step = Math.max(1, Math.floor(vectors.length / k));
const centres = vectors.filter((_, i) => i % step === 0).slice(0, k);
let nearest = [];
for (let round = 0; round < 20; round++) {
  nearest = vectors.map((vector) => {
    const scores = centres.map((centre) => cosine(vector, centre));
    return scores.indexOf(Math.max(...scores));
  });
  for (const i of centres.keys()) {
    const members = vectors.filter((_, at) => nearest[at] === i);
    if (members.length === 0) continue;
    const mean = members[0].map((_, column) => members.reduce((sum, vector) => sum + vector[column], 0));
    const length = Math.hypot(...mean);
    centres[i] = mean.map((x) => x / length);
  }
}
for (const i of centres.keys()) console.log(i + 1, texts.filter((_, at) => nearest[at] === i));`,
};
