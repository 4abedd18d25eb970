'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, Download, Printer } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Link } from '../../ui/link.tsx';
import { downloadText } from '../keys/download-text.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { monthsBeside, monthText, statementPath } from './month-text.ts';
import { statementCsv } from './statement-csv.ts';

/** Print and CSV, for a month in which something was asked. */
export function StatementActions({ month, empty }: { month: string; empty: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const download = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const lines = await queries.fetchQuery(trpc.usage.statementLines.queryOptions({ month }, { staleTime: 0 }));
      downloadText(`gridsky-statement-${month}.csv`, statementCsv(lines));
    } catch (error) {
      setFailure(requestError(error).message);
    }
    setBusy(false);
  };
  return (
    <div className="grid justify-items-end gap-1 print:hidden">
      <div className="flex gap-2">
        <Button onClick={download} busy={busy} disabled={empty}>
          <Download aria-hidden /> CSV
        </Button>
        <Button variant="primary" onClick={() => window.print()}>
          <Printer aria-hidden /> Print
        </Button>
      </div>
      {failure ? (
        <p role="alert" className="text-13 text-bad-ink">
          {failure}
        </p>
      ) : null}
    </div>
  );
}

/** The months before and after. */
export function MonthLinks({ month, now }: { month: string; now: Date }) {
  const { before, after } = monthsBeside(month, now);
  const styles = 'flex items-center gap-1 text-accent-ink underline-offset-2 hover:underline';
  return (
    <nav aria-label="Months" className="flex justify-between gap-4 pb-4 text-13 print:hidden">
      <Link href={statementPath(before)} className={styles}>
        <ChevronLeft className="size-4" aria-hidden /> {monthText(before)}
      </Link>
      {after ? (
        <Link href={statementPath(after)} className={styles}>
          {monthText(after)} <ChevronRight className="size-4" aria-hidden />
        </Link>
      ) : null}
    </nav>
  );
}
