import { nano } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { statementCsv } from './statement-csv.ts';

test('a line has its exact dollars, and a name that a spreadsheet would run is disarmed', () => {
  const csv = statementCsv([
    {
      day: '2031-03-14',
      model: 'plugsky-embed-v1',
      keyId: 'k1',
      name: '=HYPERLINK("x")',
      display: 'sk-live-Ab3…x9Qz',
      requests: 3,
      tokens: 2_001,
      listNano: nano(40_020n),
      creditNano: nano(0n),
    },
  ]);
  expect(csv).toBe(
    'day_utc,model,key_id,key_name,key,requests,tokens,list_usd,credit_usd\r\n' +
      '2031-03-14,plugsky-embed-v1,k1,"\'=HYPERLINK(""x"")",sk-live-Ab3…x9Qz,3,2001,0.00004002,0.00\r\n',
  );
});
