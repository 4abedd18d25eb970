import { connection } from 'next/server';
import { environment } from '../../env.ts';
import { llmsText } from '../../features/docs/llms-text.ts';

/** What the documentation has, for programs that read; https://llmstxt.org. */
export async function GET(): Promise<Response> {
  await connection();
  const { apiPublicUrl, publicUrl } = environment();
  return new Response(llmsText({ apiUrl: apiPublicUrl, publicUrl }), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}
