import type { OwnModelHealth, PrivateModelView } from '@gridsky/api/services';
import { CircleAlert } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Time } from '../../ui/time.tsx';
import { healthText, milliseconds } from './health-text.ts';
import type { TestPhase } from './own-model-state.ts';

/** What the last test found. */
export function LastTestCell({ row, phase, now }: { row: PrivateModelView; phase: TestPhase; now: Date }) {
  const { test, testedAt } = row;
  if (phase === 'running')
    return (
      <span className="text-ink-muted">{row.provider === 'onnx' ? 'opening the model…' : 'asking the endpoint…'}</span>
    );
  if (test === null || testedAt === null) return <span className="text-ink-muted">none yet</span>;
  return (
    <>
      <span className="figures text-13">{milliseconds(test.latencyMs)}</span>
      <span className="text-ink-muted">
        {' '}
        · <Time at={testedAt} now={now} />
      </span>
      {test.ok ? (
        <span className="block text-12 text-ink-muted">
          norm {test.norm.toFixed(3)} · {test.tokens === null ? 'tells no tokens' : `${test.tokens} tokens`}
        </span>
      ) : null}
    </>
  );
}

/** How its requests went. */
export function HealthCell({ health }: { health: OwnModelHealth | undefined }) {
  if (!health) return <span className="text-ink-muted">–</span>;
  const { latency, errors } = healthText(health);
  const breaker = health.breaker === 'open' || health.breaker === 'half_open';
  return (
    <>
      <span className={latency === null ? 'text-ink-muted' : 'figures text-13'}>{latency ?? 'no requests'}</span>
      {breaker ? (
        <Badge tone={health.breaker === 'open' ? 'bad' : 'warn'} className="ml-2">
          {health.breaker === 'open' ? 'Breaker open' : 'Breaker probing'}
        </Badge>
      ) : null}
      {errors === null ? null : <span className="block text-12 text-ink-muted">{errors}</span>}
    </>
  );
}

/** Why the last test failed, across the whole row; announced when it comes. */
export function TestTrouble({ row, phase }: { row: PrivateModelView; phase: TestPhase }) {
  const text =
    phase === 'lost'
      ? 'No server of the API has made the test in time. Ask the operator whether one runs, then test again.'
      : phase === 'none' && row.test?.ok === false
        ? row.test.message
        : null;
  if (text === null) return null;
  return (
    <tr className="block @4xl:table-row">
      <td colSpan={8} className="block px-4 pb-4 @4xl:table-cell">
        <div role="alert" className="flex gap-2 rounded-md bg-bad-wash px-3 py-2 text-13 text-bad-ink">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <p className="min-w-0 wrap-anywhere">{text}</p>
        </div>
      </td>
    </tr>
  );
}
