import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { docsPages } from '../src/features/docs/pages.ts';
import { signUp } from './sign-up.ts';
import { expect, test } from './watched-test.ts';

const run = promisify(execFile);
let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gridsky-snippets-'));
  await symlink(path.resolve(import.meta.dirname, '../node_modules'), path.join(folder, 'node_modules'));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test('the code of the quickstart runs as it stands and gets a vector; so does every curl line of the documentation', async ({
  page,
  request,
  baseURL,
}, info) => {
  test.setTimeout(180_000);
  await signUp(page);
  await page.goto('/quickstart');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const code = async (title: string) => {
    await page.getByRole('tab', { name: title, exact: true }).click();
    const shown = page.getByRole('region', { name: `The call: ${title}` });
    await expect(shown).toContainText(/sk-live-[0-9A-Za-z]{49}/);
    return (await shown.textContent()) ?? '';
  };
  const curl = await code('curl');
  const secret = /sk-live-[0-9A-Za-z]{49}/.exec(curl)?.[0] ?? 'none';

  const { stdout } = await run('bash', ['-c', curl.replace(/^curl /, 'curl -s -w "\\n%{http_code}" ')]);
  const [body = '', status] = stdout.trim().split(/\n(?=\d+$)/);
  expect(status).toBe('200');
  expect(JSON.parse(body).data[0].embedding).toHaveLength(1536);

  expect(await javascript(await code('TypeScript'), 'openai')).toBe('1536 9');
  expect(await javascript(await code('Vercel AI SDK'), '@ai-sdk/openai')).toMatch(/^(1536 9|not installed)$/);
  expect(await python(await code('Python'), 'openai')).toMatch(/^(1536 9|not installed)$/);
  expect(await python(await code('LangChain'), 'langchain_openai')).toMatch(/^(1536|not installed)$/);
  expect(await python(await code('LlamaIndex'), 'llama_index.embeddings.openai_like')).toMatch(
    /^(1536|not installed)$/,
  );

  // The documentation's own examples, with the address of this platform and a key in the environment.
  const lines: string[] = [];
  for (const { slug } of docsPages) {
    const markdown = await (await request.get(`${baseURL}/docs/${slug}.md`)).text();
    for (const [, block = ''] of markdown.matchAll(/^```bash\n([\s\S]*?)^```$/gm)) {
      if (block.startsWith('curl ')) lines.push(block);
    }
  }
  expect(lines.length).toBeGreaterThan(4);
  for (const line of lines) {
    const answer = await run('bash', ['-c', line.replace(/^curl /, 'curl -sf ')], {
      env: { ...process.env, GRIDSKY_API_KEY: secret },
    });
    expect(JSON.parse(answer.stdout), line).toBeTruthy();
  }

  // Answers that pages show are the API's own, their vectors cut to two numbers.
  const { apiUrl } = info.config.metadata;
  const post = async (address: string, data: object) =>
    (await request.post(`${apiUrl}${address}`, { data, headers: { authorization: `Bearer ${secret}` } })).json();
  const model = 'plugsky-embed-v1';
  const [openai, tokens] = await shownAnswers('openai');
  expect(openai).toEqual(cut(await post('/v1/embeddings', { model, input: ['dog', 'perro'], dimensions: 512 })));
  expect(tokens).toEqual(await post('/v1/tokenize', { model, input: 'The rain stays mainly in the plain.' }));
  const [scaigrid] = await shownAnswers('scaigrid');
  expect(scaigrid).toMatchObject({
    data: cut((await post('/v1/inference/embed', { model, input: ['dog', 'perro'] })).data),
  });

  async function shownAnswers(slug: string): Promise<unknown[]> {
    const markdown = await (await request.get(`${baseURL}/docs/${slug}.md`)).text();
    return [...markdown.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, json = '']) => JSON.parse(json));
  }
});

/** Vectors as the documentation shows them; the last digits may differ between processors. */
function cut<Answer extends { data: { embedding: number[] }[] }>(answer: Answer): Answer {
  const close = (value: number) => expect.closeTo(value, 5) as unknown as number;
  return {
    ...answer,
    data: answer.data.map((item) => ({ ...item, embedding: item.embedding.slice(0, 2).map(close) })),
  };
}

/** What a module prints; only checked for its syntax where its package is not installed. */
async function javascript(source: string, packageName: string): Promise<string> {
  const file = path.join(folder, 'snippet.mjs');
  await writeFile(file, source);
  await run(process.execPath, ['--check', file]);
  const probe = `import(${JSON.stringify(packageName)}).then(() => 0, () => process.exit(9))`;
  const installed = await run(process.execPath, ['--input-type=module', '-e', probe], { cwd: folder }).catch(
    () => null,
  );
  if (!installed) return 'not installed';
  // The test runner asks for colours, which would be printed around the numbers.
  const env = { ...process.env, FORCE_COLOR: '0' };
  return (await run(process.execPath, ['--preserve-symlinks', file], { env })).stdout.trim();
}

async function python(source: string, packageName: string): Promise<string> {
  const file = path.join(folder, 'snippet.py');
  await writeFile(file, source);
  const answers = (args: string[]) =>
    run('python3', args).then(
      () => true,
      () => false,
    );
  if (!(await answers(['--version']))) return 'not installed';
  await run('python3', ['-c', 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())', file]);
  if (!(await answers(['-c', `import ${packageName}`]))) return 'not installed';
  return (await run('python3', [file])).stdout.trim();
}
