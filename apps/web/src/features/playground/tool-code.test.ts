import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from './outcome.ts';
import { toolCode } from './tool-code.ts';
import { linesOf, TOOL_TEXT, TOOLS } from './tools.ts';

const run = promisify(execFile);
let server: Server;
let folder: string;
let apiUrl: string;
const received: { input: string[] }[] = [];

/** Vectors of unit length in a plane: the angle is the place of a text's first letter in the alphabet. */
function vectorOf(text: string): number[] {
  const angle = (text.toLowerCase().charCodeAt(0) % 26) / 17;
  return [Math.cos(angle), Math.sin(angle)];
}

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    request.on('end', () => {
      const body = JSON.parse(text) as { input: string[]; encoding_format?: string };
      received.push(body);
      const data = body.input.map((one, index) => {
        const vector = vectorOf(one);
        const isBase64 = body.encoding_format === 'base64';
        const embedding = isBase64 ? Buffer.from(Float32Array.from(vector).buffer).toString('base64') : vector;
        return { object: 'embedding', index, embedding };
      });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data, model: 'm', usage: { prompt_tokens: 1, total_tokens: 1 } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(path.join(tmpdir(), 'gridsky-tool-code-'));
  await symlink(path.resolve(import.meta.dirname, '../../../node_modules'), path.join(folder, 'node_modules'));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const awkward = `It's "here": $HOME \`id\` \\n, 犬 🐕`;
const inputsOf = (tool: Inputs['tool']): Inputs => {
  const { sample, second } = TOOL_TEXT[tool];
  return { tool, texts: [...linesOf(sample), awkward], second: second ? linesOf(second.sample) : [] };
};
const sourceOf = (tool: Inputs['tool'], title: string) => {
  const call = { apiUrl, secret: 'sk-live-abc', model: 'm', dimensions: 384 };
  return toolCode(call, inputsOf(tool)).find((sample) => sample.title === title)?.source ?? '';
};
const onPath = (command: string) =>
  run(command, ['--version']).then(
    () => true,
    () => false,
  );

describe.each(TOOLS)('the code of %s', (tool) => {
  test('runs in Node with the openai package, sends the texts as they are and prints a result', async () => {
    received.length = 0;
    const file = path.join(folder, `${tool}.mjs`);
    await writeFile(file, sourceOf(tool, 'TypeScript'));
    const { stdout } = await run(process.execPath, ['--preserve-symlinks', file]);
    expect(stdout.trim()).not.toBe('');
    expect(stdout).not.toContain('NaN');
    expect(received[0]?.input).toEqual(inputsOf(tool).texts);
    expect(received.every((body) => 'dimensions' in body && 'input_type' in body)).toBe(true);
  });

  test('parses as Python', async ({ skip }) => {
    if (!(await onPath('python3'))) skip('python3 is not installed.');
    const file = path.join(folder, `${tool}.py`);
    await writeFile(file, sourceOf(tool, 'Python'));
    await run('python3', ['-c', 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())', file]);
  });

  test('runs as a curl line in a shell', async ({ skip }) => {
    if (!(await onPath('curl'))) skip('curl is not installed.');
    received.length = 0;
    await run('bash', ['-c', sourceOf(tool, 'curl')]);
    expect(received[0]?.input).toContain(awkward);
  });
});
