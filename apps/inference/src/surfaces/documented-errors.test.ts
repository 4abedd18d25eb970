import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { FAULT_CODES, Fault } from '@gridsky/api/domain';
import { expect, it } from 'vitest';
import { openaiError } from './openai/faults.ts';
import { scaigridError } from './scaigrid/faults.ts';

const documentation = path.resolve(import.meta.dirname, '../../../web/src/features/docs/content/errors.mdx');

it('the documentation tells each fault’s status, type and codes as both dialects answer it', async () => {
  const page = await readFile(documentation, 'utf8');
  for (const code of FAULT_CODES) {
    const [, section = ''] = page.split(`\n### \`${code}\`\n\n`);
    expect(section.split('\n', 1)[0], code).toBe(lineOf(new Fault(code, 'x')));
  }
});

function lineOf(fault: Fault): string {
  const openai = openaiError(fault, '');
  const { type, code } = (openai.body as { error: { type: string; code: string | null } }).error;
  const scaigrid = scaigridError(fault, 'req_x', '');
  const retry = openai.headers['x-should-retry'] === 'false' ? ', `x-should-retry: false`' : '';
  return `OpenAI: ${openai.status}, type \`${type}\`, ${code ? `code \`${code}\`` : 'no code'}${retry}. ScaiGrid: ${scaigrid.status}, \`${(scaigrid.body as { error: { code: string } }).error.code}\`.`;
}
