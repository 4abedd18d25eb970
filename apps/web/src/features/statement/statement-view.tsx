import { formatDollars } from '@gridsky/api/domain';
import type { Statement } from '@gridsky/api/services';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { StatementTable } from './statement-table.tsx';

/** A month's totals and the same by model, by key and by day. Every table adds up to the totals. */
export function StatementView({ statement }: { statement: Statement }) {
  const { total, models, keys, days, grantedNano, planName, unpricedTokens } = statement;
  if (total.requests === 0 && grantedNano === 0n) {
    return (
      <Card>
        <EmptyState title="Nothing was asked in this month" />
      </Card>
    );
  }
  return (
    <div className="grid gap-4 print:gap-6">
      <Card>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-4 lg:grid-cols-5 print:grid-cols-5">
          <Figure label="Requests" value={total.requests.toLocaleString('en-US')} />
          <Figure label="Tokens" value={total.tokens.toLocaleString('en-US')} />
          <Figure label="Cost at list price" value={`$${formatDollars(total.listNano)}`} />
          <Figure label="Credit used" value={`$${formatDollars(total.creditNano)}`} />
          <Figure label="Credit granted" value={`$${formatDollars(grantedNano)}`} />
        </dl>
        <p className="pt-4 text-13 text-ink-muted">
          {total.listNano === total.creditNano
            ? 'The credit paid all of it, at list price.'
            : `The list price is what the same would cost metered; what is not from the credit is part of the ${planName} plan.`}{' '}
          Refused and failed requests count as requests and cost nothing.
        </p>
        {unpricedTokens > 0 ? (
          <p className="pt-1 text-13 text-ink-muted">
            {unpricedTokens.toLocaleString('en-US')} of the tokens show no cost: they were served before this
            installation wrote list prices down, or while their model was free.
          </p>
        ) : null}
      </Card>
      <StatementTable title="By model" head="Model" rows={models} name={({ model }) => model} total={total} />
      <StatementTable
        title="By key"
        head="Key"
        rows={keys}
        name={({ name, display }) => (
          <>
            {name} <code className="text-12 text-ink-muted">{display}</code>
          </>
        )}
        total={total}
      />
      <StatementTable title="By day" head="Day (UTC)" rows={days} name={({ day }) => day} total={total} />
    </div>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-13 text-ink-muted">{label}</dt>
      <dd className="figures text-16 font-medium wrap-anywhere">{value}</dd>
    </div>
  );
}
