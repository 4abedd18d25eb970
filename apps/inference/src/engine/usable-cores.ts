import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * How many threads this process can keep running: the cores it may be put on, and no more than a container's share of their
 * time, which Node leaves out of its count. At least 1.
 */
export function usableCores(
  cores = availableParallelism(),
  read: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): number {
  return Math.max(1, Math.min(cores, Math.floor(quotaOf(read))));
}

/** Cores' worth of time a second by the control group's quota (https://docs.kernel.org/admin-guide/cgroup-v2.html, cpu.max; v1: cfs). */
function quotaOf(read: (path: string) => string): number {
  try {
    const [quota, period] = read('/sys/fs/cgroup/cpu.max').trim().split(' ');
    return ratio(quota, period);
  } catch {
    // No such file: an older system, or another than Linux.
  }
  try {
    const folder = '/sys/fs/cgroup/cpu';
    return ratio(read(`${folder}/cpu.cfs_quota_us`), read(`${folder}/cpu.cfs_period_us`));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** `max` and -1 stand for no quota. */
function ratio(quota: string | undefined, period: string | undefined): number {
  const cores = Number(quota) / Number(period);
  return cores > 0 ? cores : Number.POSITIVE_INFINITY;
}
