'use client';

import { formatDollars, nano, shareOf } from '@gridsky/api/domain';
import type { BudgetView } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Bar } from '../../ui/bar.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import type { BudgetSubject } from './budget-dialog.tsx';

const BudgetDialog = dynamic(() => import('./budget-dialog.tsx').then(({ BudgetDialog }) => BudgetDialog), {
  ssr: false,
});

/** The monthly budgets with what this month has come to; live. */
export function BudgetsCard({ maySet, wholeTenant }: { maySet: boolean; wholeTenant: boolean }) {
  const trpc = useTRPC();
  const [editing, setEditing] = useState<BudgetSubject | null>(null);
  const [wanted, setWanted] = useState(false);
  if (editing && !wanted) setWanted(true);
  const budgets = useQuery(trpc.budget.list.queryOptions(undefined, { refetchInterval: 5_000 }));
  const rows = budgets.data;
  return (
    <>
      <Card
        title={<span id="budgets">Monthly budgets</span>}
        description="At list price, whatever the plan costs; a request that would pass one is refused before its work."
        action={
          maySet && rows && rows.length > 0 ? (
            <Button size="sm" onClick={() => setEditing('choose')}>
              Set a budget
            </Button>
          ) : undefined
        }
      >
        {budgets.isError && !rows ? (
          <ErrorState
            {...requestError(budgets.error)}
            action={<Button onClick={() => budgets.refetch()}>Try again</Button>}
          />
        ) : rows === undefined ? (
          <Skeleton height="h-16" />
        ) : rows.length === 0 ? (
          <EmptyState
            title="No key has a monthly budget"
            action={maySet ? <Button onClick={() => setEditing('choose')}>Set a budget</Button> : undefined}
          >
            {maySet ? undefined : 'Owners and admins set them.'}
          </EmptyState>
        ) : (
          <ul className="grid gap-5">
            {rows.map((row) => (
              <BudgetRow key={row.keyId ?? 'tenant'} row={row} onEdit={maySet ? () => setEditing(row) : undefined} />
            ))}
          </ul>
        )}
      </Card>
      {wanted ? (
        <BudgetDialog
          subject={editing}
          wholeTenant={wholeTenant}
          taken={rows?.map(({ keyId }) => keyId ?? 'tenant') ?? []}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  );
}

function BudgetRow({ row, onEdit }: { row: BudgetView; onEdit: (() => void) | undefined }) {
  const { name, display, usedNano, hardNano, softNano } = row;
  const limit = hardNano ?? softNano ?? 0n;
  return (
    <li className="flex items-start gap-4 not-first:border-t not-first:pt-4">
      <div className="min-w-0 flex-1">
        <Bar
          label={display ? `${name} (${display})` : name}
          value={shareOf(usedNano, nano(limit))}
          limit={1}
          texts={{ value: `$${formatDollars(usedNano)}`, limit: `$${formatDollars(nano(limit))}` }}
          note={noteOf(row)}
        />
      </div>
      {onEdit ? (
        <Button size="sm" onClick={onEdit} aria-label={`Change the budget of ${name}`}>
          Change
        </Button>
      ) : null}
    </li>
  );
}

function noteOf({ hardNano, softNano, refusedAt }: BudgetView): ReactNode {
  const told = softNano === null ? '' : `Owners and admins are told at $${formatDollars(softNano)}.`;
  if (refusedAt) {
    return (
      <>
        <Badge tone="bad">Refuses requests</Badge> since {refusedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC.
        Raise it, or wait for the first of the month. {told}
      </>
    );
  }
  return hardNano === null ? `${told} Nothing is refused.` : told || undefined;
}
