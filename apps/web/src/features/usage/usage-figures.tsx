import { Stat } from '../../ui/stat.tsx';
import { costText, countText } from './usage-text.ts';
import { type Change, changeSince, errorShare, type UsageTotals } from './usage-totals.ts';

/** The range's totals, large, each with its change against the range before. Keeps its height while it loads. */
export function UsageFigures({ totals, comparison, showCost }: UsageFiguresProps) {
  const change = (measure: 'tokens' | 'requests' | 'errors' | 'costNano'): Change | undefined =>
    comparison ? changeSince(Number(comparison.before[measure]), Number(comparison.after[measure])) : undefined;
  const figure = (text: string | undefined) => text ?? waiting;
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
  comparison: { after: UsageTotals; before: UsageTotals } | null;
  showCost: boolean;
}

// A span, as it stands inside a paragraph.
const waiting = <span aria-hidden className="my-1 inline-block h-6 w-24 animate-pulse rounded-md bg-hover" />;

// A no-break space: the line is there before its text is.
const pending: Change = { direction: 'flat', text: '\u00a0' };
