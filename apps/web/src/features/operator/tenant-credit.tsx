'use client';

import { formatDollars } from '@gridsky/api/domain';
import type { OperatorTenant } from '@gridsky/api/services';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Time } from '../../ui/time.tsx';
import { useOnce } from '../../ui/use-once.ts';
import { creditText, grantText } from './credit-text.ts';

const GrantCreditDialog = dynamic(
  () => import('./grant-credit-dialog.tsx').then(({ GrantCreditDialog }) => GrantCreditDialog),
  { ssr: false },
);

/** A tenant's credit: what was given and why, and the way to give more. */
export function TenantCredit({ tenant, now, onChanged }: TenantCreditProps) {
  const [giving, setGiving] = useState(false);
  const opened = useOnce(giving);
  const { credit, grants } = tenant;
  return (
    <Card
      flush
      title="Credit"
      description={`${creditText(credit.grantedNano)} given, $${formatDollars(credit.settledNano)} used, $${formatDollars(credit.heldNano)} held for requests under way.`}
      action={
        <Button size="sm" onClick={() => setGiving(true)}>
          Grant credit
        </Button>
      }
    >
      {grants.length === 0 ? (
        <p className="border-t px-4 py-3 text-ink-muted">No credit was given yet.</p>
      ) : (
        <ul>
          {grants.map(({ id, reason, amountNano, createdAt }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-t px-4 py-2">
              <span className="figures w-20 text-13">{creditText(amountNano)}</span>
              <span className="min-w-0 flex-[1_1_10rem] wrap-anywhere">{grantText(reason)}</span>
              <Time at={createdAt} now={now} className="text-13 text-ink-muted" />
            </li>
          ))}
        </ul>
      )}
      {opened ? (
        <GrantCreditDialog
          tenant={tenant}
          now={now}
          open={giving}
          onClose={() => setGiving(false)}
          onGiven={onChanged}
        />
      ) : null}
    </Card>
  );
}

interface TenantCreditProps {
  tenant: OperatorTenant;
  now: Date;
  onChanged: () => void;
}
