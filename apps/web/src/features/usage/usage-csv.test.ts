import { nano } from '@gridsky/api/domain';
import type { UsageRow } from '@gridsky/api/services';
import { expect, test } from 'vitest';
import { usageCsv } from './usage-csv.ts';

const row = (group: string): UsageRow => ({
  bucket: new Date('2026-03-01T00:00:00Z'),
  group,
  requests: 3,
  errors: 1,
  inputs: 4,
  tokens: 1234,
  costNano: nano(24_680n),
});
const name = (text: string) => () => ({ name: text, display: 'sk-live-Ab3…x9Qz' });

test('by model: a line for each row, numbers bare, dollars exact', () => {
  expect(usageCsv([row('plugsky-embed-v1')], 'model', name(''))).toBe(
    'start_utc,model,requests,errors,inputs,tokens,cost_usd\r\n' +
      '2026-03-01T00:00:00.000Z,plugsky-embed-v1,3,1,4,1234,0.00002468\r\n',
  );
});

test('by key: its id, its name and its masked secret', () => {
  const [head, line] = usageCsv([row('0199')], 'key', name('CI, "nightly"')).split('\r\n');
  expect(head).toBe('start_utc,key_id,key_name,key,requests,errors,inputs,tokens,cost_usd');
  expect(line).toBe('2026-03-01T00:00:00.000Z,0199,"CI, ""nightly""",sk-live-Ab3…x9Qz,3,1,4,1234,0.00002468');
});

test('by user: the id and the address', () => {
  const csv = usageCsv([row('0199')], 'user', () => ({ name: 'ada@example.com', display: '' }));
  expect(csv).toBe(
    'start_utc,user_id,user,requests,errors,inputs,tokens,cost_usd\r\n' +
      '2026-03-01T00:00:00.000Z,0199,ada@example.com,3,1,4,1234,0.00002468\r\n',
  );
});

test.each(['=HYPERLINK("https://evil.example")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
  'a spreadsheet reads %j as text, whether it names a key or a model',
  (text) => {
    const cells = (csv: string) => csv.slice(csv.indexOf('\r\n') + 2);
    expect(cells(usageCsv([row('id')], 'key', name(text)))).toMatch(/,"?'/);
    expect(cells(usageCsv([row(text)], 'model', name('')))).toMatch(/,"?'/);
  },
);
