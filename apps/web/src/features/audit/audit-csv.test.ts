import { expect, test } from 'vitest';
import { auditCsv } from './audit-csv.ts';
import type { AnyAuditRow } from './audit-row.ts';

const row: AnyAuditRow = {
  id: '1',
  createdAt: new Date('2026-03-01T08:09:10.123Z'),
  actorType: 'user',
  actorId: '0199',
  actorName: 'ada@example.com',
  action: 'tenant.rename',
  targetType: 'tenant',
  targetId: '01aa',
  targetName: 'Engines',
  before: { name: 'Old' },
  after: { name: 'Engines' },
  ip: '203.0.113.7',
};

test('a line for each change, the change in words and as JSON', () => {
  expect(auditCsv([row], { tenants: false })).toBe(
    'time_utc,actor_type,actor_id,actor,action,target_type,target_id,target,changes,before_json,after_json,address\r\n' +
      '2026-03-01T08:09:10.123Z,user,0199,ada@example.com,tenant.rename,tenant,01aa,Engines,Name: Old → Engines,' +
      '"{""name"":""Old""}","{""name"":""Engines""}",203.0.113.7\r\n',
  );
});

test('a spreadsheet reads names that people chose as text', () => {
  const csv = auditCsv([{ ...row, tenantId: '01', tenantName: '=HYPERLINK("x")', targetName: '+1' }], {
    tenants: true,
  });
  expect(csv).toContain(`,01,"'=HYPERLINK(""x"")",user,`);
  expect(csv).toContain(",'+1,");
});
