import { Download } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { downloadText } from '../keys/download-text.ts';
import { GroupName, type GroupNames } from './group-name.tsx';
import { usageCsv } from './usage-csv.ts';
import { UsageTable } from './usage-table.tsx';
import type { UsageView } from './use-usage.ts';

/** The rows behind the chart, with their download. */
export function UsageRows({ view, nameOf, showCost }: UsageRowsProps) {
  const save = () => {
    if (!view) return;
    const { range, group, rows } = view;
    const [first, last] = [range.start, new Date(range.end.getTime() - 1)].map(isoDay);
    downloadText(`usage-by-${group}-${first}-to-${last}.csv`, usageCsv(rows, group, nameOf));
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
          groupHead={heads[view.group]}
          groupCell={(group) => <GroupName group={group} kind={view.group} nameOf={nameOf} />}
          groupText={(group) => (view.group === 'model' ? group : nameOf(group).name)}
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

const heads = { model: 'Model', key: 'Key', user: 'User' } as const;

interface UsageRowsProps {
  view: UsageView | null;
  nameOf: GroupNames;
  showCost: boolean;
}
