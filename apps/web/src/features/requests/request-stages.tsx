import type { RequestRow } from '@gridsky/api/services';
import { durationText } from './request-text.ts';

/** Where a served request's time went: waiting, computing, all the rest. */
export function RequestStages({ queueMs, inferMs, totalMs }: Pick<RequestRow, 'queueMs' | 'inferMs' | 'totalMs'>) {
  const stages = [
    { name: 'Waiting for a worker', value: queueMs, colour: 'var(--chart-4)' },
    { name: 'Computing vectors', value: inferMs, colour: 'var(--chart-1)' },
    {
      name: 'Reading, counting, recording',
      value: Math.max(0, totalMs - queueMs - inferMs),
      colour: 'var(--chart-other)',
    },
  ];
  const sum = stages.reduce((total, { value }) => total + value, 0);
  return (
    <div className="grid gap-2">
      <div className="flex h-2 gap-px overflow-hidden rounded-full bg-hover" aria-hidden>
        {stages.map(({ name, value, colour }) => (
          <div key={name} style={{ width: `${sum > 0 ? (value / sum) * 100 : 0}%`, background: colour }} />
        ))}
      </div>
      <dl className="grid gap-1">
        {stages.map(({ name, value, colour }) => (
          <div key={name} className="flex items-baseline gap-2">
            <span className="size-2.5 rounded-[2px]" style={{ background: colour }} aria-hidden />
            <dt className="text-ink-muted">{name}</dt>
            <dd className="figures ml-auto text-13">{durationText(value)}</dd>
          </div>
        ))}
        <div className="flex items-baseline border-t pt-1 font-medium">
          <dt>Total</dt>
          <dd className="figures ml-auto text-13">{durationText(totalMs)}</dd>
        </div>
      </dl>
    </div>
  );
}
