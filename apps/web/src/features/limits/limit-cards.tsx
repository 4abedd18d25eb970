import type { LimitUse } from '@gridsky/api/services';
import type { ReactNode } from 'react';
import { Bar } from '../../ui/bar.tsx';
import { Card } from '../../ui/card.tsx';
import { Link } from '../../ui/link.tsx';
import { requestsPath } from '../requests/request-filters.ts';
import { userName } from '../usage/use-group-names.ts';

/** Key, user and tenant with what the last 60 s took of their limits; of keys and users those nearest to theirs. */
export function LimitCards({ use, perKey, perUser }: LimitCardsProps) {
  const { tenant, users, keys } = use;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-3">
      <Card title="Tenant" description="All keys together.">
        <div className="grid gap-4">
          <Bar label="Requests a minute" value={tenant.requests.used} limit={tenant.requests.limit} />
          <Bar label="Tokens a minute" value={tenant.tokens.used} limit={tenant.tokens.limit} />
          <Bar label="Requests in flight, most at once" value={tenant.inFlight.used} limit={tenant.inFlight.limit} />
        </div>
      </Card>
      <Card title="Users" description="Keys count for who made them.">
        <Nearest
          of={users}
          none={`No user's key was used. Each user may make ${count(perUser)} requests a minute.`}
          show={(user) => (
            <Level key={user.userId ?? ''} name={userName(user.userId, user.email)}>
              {user.requests ? (
                <Bar label="Requests a minute" value={user.requests.used} limit={user.requests.limit} />
              ) : (
                <Free label="Requests" note="no user's limit" />
              )}
              <Free label="Tokens" value={user.tokens} note="the tenant's limit alone" />
            </Level>
          )}
        />
      </Card>
      <Card title="Keys" description="Each has the plan's limit, or a smaller one of its own.">
        <Nearest
          of={keys}
          none={`No key was used. Each key may make ${count(perKey)} requests a minute.`}
          show={(key) => (
            <Level
              key={key.keyId}
              name={
                <Link
                  href={requestsPath({ range: '1h', keyId: key.keyId })}
                  className="flex items-baseline gap-2 text-accent-ink underline-offset-2 hover:underline"
                >
                  <span className="truncate">{key.name}</span> <code className="text-12">{key.display}</code>
                </Link>
              }
            >
              <Bar label="Requests a minute" value={key.requests.used} limit={key.requests.limit} />
              {key.tokens.limit === null ? (
                <Free label="Tokens" value={key.tokens.used} note="the tenant's limit alone" />
              ) : (
                <Bar label="Tokens a minute" value={key.tokens.used} limit={key.tokens.limit} />
              )}
            </Level>
          )}
        />
      </Card>
    </div>
  );
}

interface LimitCardsProps {
  use: LimitUse;
  /** The plan's requests a minute of any key and any user. */
  perKey: number;
  perUser: number;
}

/** The first few of what is sorted by nearness to its limit. */
function Nearest<Item>({ of, none, show }: { of: readonly Item[]; none: string; show: (item: Item) => ReactNode }) {
  if (of.length === 0) return <p className="text-ink-muted">{none}</p>;
  const more = of.length - shownMost;
  return (
    <div className="grid gap-5">
      {of.slice(0, shownMost).map(show)}
      {more > 0 ? <p className="text-13 text-ink-muted">{count(more)} more, all farther from their limits.</p> : null}
    </div>
  );
}

const shownMost = 4;

function Level({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-3 not-first:border-t not-first:pt-4">
      <h3 className="min-w-0 truncate text-13 font-medium">{name}</h3>
      {children}
    </div>
  );
}

/** Something that is used and has no limit of its own. */
function Free({ label, value, note }: { label: string; value?: number; note: string }) {
  return (
    <p className="flex items-baseline justify-between gap-3">
      <span>{label}</span>
      <span className="text-13 text-ink-muted">
        {value === undefined ? null : <span className="figures text-ink">{count(value)} </span>}
        {note}
      </span>
    </p>
  );
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
