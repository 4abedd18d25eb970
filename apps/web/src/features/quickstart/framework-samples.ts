import type { EmbeddingCall } from './call-samples.ts';
import { pythonKey, pythonKeyImport, typescriptKey } from './sample-key.ts';

/** LangChain counts tokens of OpenAI's models before it sends anything, unless told not to. */
export function langChain({ apiUrl, secret, model, text, dimensions }: EmbeddingCall): string {
  return `# pip install langchain-openai
${pythonKeyImport(secret)}from langchain_openai import OpenAIEmbeddings

embeddings = OpenAIEmbeddings(
    base_url=${JSON.stringify(`${apiUrl}/v1`)},
    api_key=${pythonKey(secret)},
    model=${JSON.stringify(model)},${dimensions ? `\n    dimensions=${dimensions},` : ''}
    check_embedding_ctx_length=False,  # sends the text as it is
)
vector = embeddings.embed_query(${JSON.stringify(text)})
print(len(vector))`;
}

/** LlamaIndex's class for OpenAI knows OpenAI's models alone; this one takes any name. */
export function llamaIndex({ apiUrl, secret, model, text, dimensions }: EmbeddingCall): string {
  return `# pip install llama-index-embeddings-openai-like
${pythonKeyImport(secret)}from llama_index.embeddings.openai_like import OpenAILikeEmbedding

embeddings = OpenAILikeEmbedding(
    api_base=${JSON.stringify(`${apiUrl}/v1`)},
    api_key=${pythonKey(secret)},
    model_name=${JSON.stringify(model)},${dimensions ? `\n    dimensions=${dimensions},` : ''}
    embed_batch_size=100,
)
vector = embeddings.get_query_embedding(${JSON.stringify(text)})
print(len(vector))`;
}

export function vercelAi({ apiUrl, secret, model, text, dimensions }: EmbeddingCall): string {
  return `// npm install ai @ai-sdk/openai
import { createOpenAI } from '@ai-sdk/openai';
import { embed } from 'ai';

const gridsky = createOpenAI({
  baseURL: ${JSON.stringify(`${apiUrl}/v1`)},
  apiKey: ${typescriptKey(secret)},
});
const { embedding, usage } = await embed({
  model: gridsky.textEmbeddingModel(${JSON.stringify(model)}),
  value: ${JSON.stringify(text)},${dimensions ? `\n  providerOptions: { openai: { dimensions: ${dimensions} } },` : ''}
});
console.log(embedding.length, usage.tokens);`;
}
