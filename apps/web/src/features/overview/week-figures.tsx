import type { Latency, UsageRow } from '@gridsky/api/services';
import { Card } from '../../ui/card.tsx';
import { Link } from '../../ui/link.tsx';
import { Stat } from '../../ui/stat.tsx';
import { durationText } from '../requests/request-text.ts';
import { countText } from '../usage/usage-text.ts';
import { errorShare, type UsageTotals } from '../usage/usage-totals.ts';
import { DayBars } from './day-bars.tsx';
import { type WeekMeasure, weekDays } from './week-days.ts';

/** Tokens, requests and errors of the last seven days, each with its days, and how long answers took. */
export function WeekFigures({ rows, totals, buckets, latency }: WeekFiguresProps) {
  return (
    <section aria-labelledby="last-7-days" className="grid gap-2">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="last-7-days" className="font-semibold">
          Last 7 days
        </h2>
        <Link href="/usage" className="text-13 text-accent-ink underline-offset-2 hover:underline">
          See usage
        </Link>
      </div>
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {figures.map(({ measure, label, note }) => (
          <Card key={measure}>
            <div className="flex items-end justify-between gap-4">
              <Stat
                label={label}
                value={countText(totals[measure])}
                note={totals.requests > 0 ? note(totals) : 'none yet'}
              />
              <DayBars
                label={label}
                days={weekDays(rows, buckets, measure)}
                tone={measure === 'errors' ? errorTone(totals) : 'accent'}
              />
            </div>
          </Card>
        ))}
        <Card>
          <Stat
            label="p95, last 24 hours"
            value={latency.p95Ms === null ? '–' : durationText(latency.p95Ms)}
            note={latency.p50Ms === null ? 'none yet' : `half within ${durationText(latency.p50Ms)}`}
          />
        </Card>
      </div>
    </section>
  );
}

interface WeekFiguresProps {
  rows: readonly UsageRow[];
  totals: UsageTotals;
  buckets: readonly Date[];
  latency: Latency;
}

const figures: { measure: WeekMeasure; label: string; note: (totals: UsageTotals) => string }[] = [
  {
    measure: 'tokens',
    label: 'Tokens',
    note: ({ tokens, requests }) => `${countText(Math.round(tokens / requests))} a request`,
  },
  {
    measure: 'requests',
    label: 'Requests',
    note: ({ inputs, requests }) => `${(inputs / requests).toFixed(1)} texts a request`,
  },
  { measure: 'errors', label: 'Errors', note: (totals) => errorShare(totals) ?? 'every request was answered' },
];

/** Red only from the share on that is worth a notice. */
function errorTone({ errors, requests }: UsageTotals): 'quiet' | 'bad' {
  return errors >= requests * 0.05 ? 'bad' : 'quiet';
}
