import { Skeleton } from '../../ui/skeleton.tsx';
import { Stat } from '../../ui/stat.tsx';
import { costText, countText } from './usage-text.ts';
import { type Change, changeSince, type UsageTotals } from './usage-totals.ts';

/** The range's totals, large, each with its change against the range before. Keeps its height while it loads. */
export function UsageFigures({ totals, comparison, showCost }: UsageFiguresProps) {
  const change = (measure: 'tokens' | 'requests' | 'errors' | 'costNano'): Change | undefined =>
    comparison ? changeSince(Number(comparison.before[measure]), Number(comparison.now[measure])) : undefined;
  const figure = (text: string | undefined) => text ?? <Skeleton className="my-1.5 h-6 w-24" />;
  return (
    <div className={`grid grid-cols-2 gap-x-6 gap-y-5 ${showCost ? 'md:grid-cols-4' : 'md:grid-cols-3'}`}>
      <Stat label="Tokens" value={figure(totals && countText(totals.tokens))} change={change('tokens') ?? pending} />
      <Stat
        label="Requests"
        value={figure(totals && countText(totals.requests))}
        change={change('requests') ?? pending}
      />
      <Stat
        label="Errors"
        value={figure(totals && countText(totals.errors))}
        unit={totals ? errorShare(totals) : undefined}
        change={change('errors') ?? pending}
      />
      {showCost ? (
        <Stat label="Cost" value={figure(totals && costText(totals.costNano))} change={change('costNano') ?? pending} />
      ) : null}
    </div>
  );
}

interface UsageFiguresProps {
  totals: UsageTotals | undefined;
  comparison: { now: UsageTotals; before: UsageTotals } | null;
  showCost: boolean;
}

// A no-break space: the line is there before its text is.
const pending: Change = { direction: 'flat', text: '\u00a0' };

function errorShare({ errors, requests }: UsageTotals): string | undefined {
  if (errors === 0) return undefined;
  const percent = (errors / requests) * 100;
  return `${percent < 0.1 ? 'under 0.1' : percent.toFixed(1)} % of requests`;
}
