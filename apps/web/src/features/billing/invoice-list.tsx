'use client';

import type { InvoiceView } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Status, type StatusTone } from '../../ui/status.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { dollars } from '../pricing/plan-terms.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** The newest invoices, with Stripe's pages of them. */
export function InvoiceList() {
  const trpc = useTRPC();
  const invoices = useQuery(trpc.billing.invoices.queryOptions());
  const status = invoices.data ? 'ready' : invoices.error ? 'error' : 'loading';
  return (
    <Card title="Invoices" flush>
      <DataTable
        caption="Invoices, newest first"
        columns={columns}
        rows={invoices.data ?? []}
        rowKey={({ id }) => id}
        status={status}
        empty={<EmptyState title="No invoices yet">The first comes with the first payment.</EmptyState>}
        error={
          invoices.error
            ? {
                ...requestError(invoices.error),
                action: <Button onClick={() => void invoices.refetch()}>Try again</Button>,
              }
            : undefined
        }
      />
    </Card>
  );
}

const columns: readonly Column<InvoiceView>[] = [
  { id: 'day', header: 'Date', cell: ({ createdAt }) => isoDay(createdAt), mono: true },
  { id: 'number', header: 'Number', cell: ({ number }) => number ?? '–', mono: true },
  { id: 'total', header: 'Total', cell: ({ totalNano }) => dollars(totalNano), align: 'right', mono: true },
  {
    id: 'status',
    header: 'State',
    cell: ({ status }) => <Status tone={tones[status] ?? 'off'}>{words[status] ?? status}</Status>,
  },
  {
    id: 'links',
    header: <span className="sr-only">Pages of the invoice</span>,
    align: 'right',
    cell: ({ url, pdfUrl, status, number }) => (
      <span className="flex justify-end gap-3">
        {url ? <InvoiceLink href={url} label={status === 'open' ? 'Pay' : 'View'} number={number} /> : null}
        {pdfUrl ? <InvoiceLink href={pdfUrl} label="PDF" number={number} /> : null}
      </span>
    ),
  },
];

function InvoiceLink({ href, label, number }: { href: string; label: string; number: string | null }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className="text-accent-ink underline underline-offset-4">
      {label}
      <span className="sr-only"> invoice {number}, opens in a new tab</span>
    </a>
  );
}

const tones: Record<string, StatusTone> = { paid: 'good', open: 'warn', uncollectible: 'bad' };
const words: Record<string, string> = { paid: 'Paid', open: 'Open', uncollectible: 'Not collected', void: 'Void' };
