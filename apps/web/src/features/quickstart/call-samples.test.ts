import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callSamples } from './call-samples.ts';

const run = promisify(execFile);
const awkward = `It's "here": $HOME \`id\` \\n ${'\n'}new line, 犬 🐕`;
const awkwardCall = { secret: 'sk-live-abc', model: 'plugsky-embed-v1', text: awkward, dimensions: 512 };
const received: { authorization: string | undefined; body: unknown }[] = [];
let server: Server;
let folder: string;
let samples: Record<string, string>;

beforeAll(async () => {
  // Answers as the API does, and keeps what the samples sent.
  server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      received.push({ authorization: request.headers.authorization, body: JSON.parse(text) });
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          object: 'list',
          data: [{ object: 'embedding', index: 0, embedding: [0.5, 0.25] }],
          model: 'm',
          usage: { prompt_tokens: 7, total_tokens: 7 },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  samples = Object.fromEntries(callSamples({ ...awkwardCall, apiUrl }).map(({ title, source }) => [title, source]));
  folder = await mkdtemp(path.join(tmpdir(), 'gridsky-samples-'));
  await symlink(path.resolve(import.meta.dirname, '../../../node_modules'), path.join(folder, 'node_modules'));
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const sent = { model: 'plugsky-embed-v1', input: awkward, dimensions: 512 };
const onPath = (command: string) =>
  run(command, ['--version']).then(
    () => true,
    () => false,
  );

test('without a secret the code reads the key from the environment', async () => {
  const call = { apiUrl: 'https://api.example', secret: null, model: 'plugsky-embed-v1', text: 'hello' };
  for (const { title, source } of callSamples(call)) expect(source, title).toContain('GRIDSKY_API_KEY');
});

test('every client’s code parses in its language, whatever the text', async () => {
  for (const { title, language, source } of callSamples({ ...awkwardCall, apiUrl: 'https://api.example' })) {
    if (language === 'typescript') {
      const file = path.join(folder, 'parsed.mjs');
      await writeFile(file, source);
      await run(process.execPath, ['--check', file]);
    } else if (language === 'python' && (await onPath('python3'))) {
      const file = path.join(folder, 'parsed.py');
      await writeFile(file, source);
      await run('python3', ['-c', 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())', file]);
    }
    expect(source, title).toContain('https://api.example/v1');
  }
});

test('the curl line runs in a shell as it stands and sends exactly the text', async ({ skip }) => {
  if (!(await onPath('curl'))) skip('curl is not installed.');
  received.length = 0;
  const { stdout } = await run('bash', ['-c', samples.curl ?? '']);
  expect(JSON.parse(stdout).usage.total_tokens).toBe(7);
  expect(received).toEqual([{ authorization: 'Bearer sk-live-abc', body: sent }]);
});

test('the TypeScript runs with the openai package and sends exactly the text', async () => {
  received.length = 0;
  const file = path.join(folder, 'sample.mjs');
  await writeFile(file, samples.TypeScript ?? '');
  await run(process.execPath, ['--preserve-symlinks', file]);
  expect(received).toMatchObject([{ authorization: 'Bearer sk-live-abc', body: sent }]);
});

test('the Python parses, and its strings are the ones meant', async ({ skip }) => {
  if (!(await onPath('python3'))) skip('python3 is not installed.');
  const file = path.join(folder, 'sample.py');
  await writeFile(file, samples.Python ?? '');
  const program = `
import ast, json, sys
tree = ast.parse(open(sys.argv[1], encoding="utf-8").read())
print(json.dumps({k.arg: k.value.value for n in ast.walk(tree) if isinstance(n, ast.Call) for k in n.keywords}))`;
  const { stdout } = await run('python3', ['-c', program, file]);
  expect(JSON.parse(stdout)).toMatchObject({ ...sent, api_key: 'sk-live-abc' });
});

test('without dimensions no sample names any', () => {
  const call = { apiUrl: 'https://api.example', secret: 'sk-live-abc', model: 'plugsky-embed-v1', text: 'hello' };
  for (const { source } of callSamples(call)) expect(source).not.toContain('dimensions');
});
