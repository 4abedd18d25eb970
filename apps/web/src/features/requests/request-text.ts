import type { StatusTone } from '../../ui/status.tsx';

/** `14:03:22` of today's requests, with the day before it of older ones. UTC. */
export function momentText(at: Date, now: Date): string {
  const [day, time] = at.toISOString().split('T');
  const clock = (time ?? '').slice(0, 8);
  return now.toISOString().startsWith(day ?? '') ? clock : `${day} ${clock}`;
}

/** `0.8 ms`, `42 ms`, `1.3 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 9.95) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Our own failures are worse than refusals. */
export function statusTone(status: number): StatusTone {
  if (status < 400) return 'good';
  return status < 500 ? 'warn' : 'bad';
}
