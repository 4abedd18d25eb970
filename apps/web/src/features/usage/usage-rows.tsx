import { Download } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { downloadText } from '../keys/download-text.ts';
import { GroupName, type KeyName } from './group-name.tsx';
import { usageCsv } from './usage-csv.ts';
import { UsageTable } from './usage-table.tsx';
import type { UsageView } from './use-usage.ts';

/** The rows behind the chart, with their download. */
export function UsageRows({ view, keyName, showCost }: UsageRowsProps) {
  const save = () => {
    if (!view) return;
    const { range, group, rows } = view;
    const [first, last] = [range.start, new Date(range.end.getTime() - 1)].map(isoDay);
    downloadText(`usage-by-${group}-${first}-to-${last}.csv`, usageCsv(rows, group, keyName));
  };
  return (
    <Card
      flush
      title={view ? `By ${view.range.period} and ${view.group}` : 'Rows'}
      action={
        <Button size="sm" disabled={!view} onClick={save}>
          <Download aria-hidden />
          Download CSV
        </Button>
      }
    >
      {view ? (
        <UsageTable
          rows={view.rows}
          period={view.range.period}
          groupHead={view.group === 'model' ? 'Model' : 'Key'}
          groupCell={(group) => <GroupName group={group} kind={view.group} keyName={keyName} />}
          groupText={(group) => (view.group === 'model' ? group : keyName(group).name)}
          showCost={showCost}
        />
      ) : (
        <div className="grid gap-6 border-t px-4 py-5">
          {['w-3/5', 'w-1/2', 'w-2/3', 'w-2/5'].map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
      )}
    </Card>
  );
}

interface UsageRowsProps {
  view: UsageView | null;
  keyName: KeyName;
  showCost: boolean;
}
