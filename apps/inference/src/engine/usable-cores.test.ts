import { expect, it } from 'vitest';
import { usableCores } from './usable-cores.ts';

const files = (content: Record<string, string>) => (path: string) => {
  const text = content[path];
  if (text === undefined) throw new Error(`${path} is not there`);
  return text;
};
const v1 = (quota: string) =>
  files({ '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': quota, '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n' });

it.each([
  ['no quota', files({ '/sys/fs/cgroup/cpu.max': 'max 100000\n' }), 64],
  ['a quota of two and a half cores', files({ '/sys/fs/cgroup/cpu.max': '250000 100000\n' }), 2],
  ['a quota of less than a core', files({ '/sys/fs/cgroup/cpu.max': '50000 100000\n' }), 1],
  ['a quota beyond the cores', files({ '/sys/fs/cgroup/cpu.max': '9900000 100000\n' }), 64],
  ['version 1 with a quota', v1('400000\n'), 4],
  ['version 1 without', v1('-1\n'), 64],
  ['no control groups', files({}), 64],
] as const)('of 64 cores, with %s', (_name, read, expected) => {
  expect(usableCores(64, read)).toBe(expected);
});
