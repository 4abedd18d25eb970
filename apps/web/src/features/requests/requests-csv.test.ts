import { nano } from '@gridsky/api/domain';
import type { RequestRow } from '@gridsky/api/services';
import { expect, test } from 'vitest';
import { requestsCsv } from './requests-csv.ts';

const row: RequestRow = {
  requestId: 'req_01925f0e6e2c7b5a8c1d0a1b2c3d4e5f',
  createdAt: new Date('2026-03-01T08:09:10.123Z'),
  keyId: '0199',
  model: 'plugsky-embed-v1',
  dialect: 'openai',
  status: 200,
  errorCode: null,
  inputs: 2,
  tokens: 1234,
  dimensions: 1536,
  costNano: nano(24_680n),
  queueMs: 0.10000000149011612,
  inferMs: 20.25,
  totalMs: 25,
  repeatOf: null,
  askedModel: 'text-embedding-3-small',
};

test('a line for each request, numbers bare, dollars exact', () => {
  expect(requestsCsv([row], () => ({ name: 'CI, "nightly"' }))).toBe(
    'time_utc,request_id,status,error_code,model,key_id,key_name,api,texts,tokens,dimensions,cost_usd,queue_ms,infer_ms,total_ms,repeat_of,asked_model\r\n' +
      '2026-03-01T08:09:10.123Z,req_01925f0e6e2c7b5a8c1d0a1b2c3d4e5f,200,,plugsky-embed-v1,0199,"CI, ""nightly""",openai,2,1234,1536,0.00002468,0.1,20.25,25,,text-embedding-3-small\r\n',
  );
});

test('a spreadsheet reads names of models and keys as text', () => {
  const csv = requestsCsv([{ ...row, model: '=1+1' }], () => ({ name: '@SUM(A1)' }));
  expect(csv).toContain(",'=1+1,0199,'@SUM(A1),");
});
