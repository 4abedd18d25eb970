'use client';

import type { AppRouter } from '@gridsky/api/routers';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { useOnce } from '../../ui/use-once.ts';
import { useTRPC } from '../trpc/client.tsx';
import type { SecondFactorAsk } from './second-factor-dialogs.tsx';

const SecondFactorDialogs = dynamic(
  () => import('./second-factor-dialogs.tsx').then(({ SecondFactorDialogs }) => SecondFactorDialogs),
  { ssr: false },
);

export type SecondFactorState = inferRouterOutputs<AppRouter>['secondFactor']['get'];

/** The second step of signing in: turn on, renew the recovery codes, turn off. */
export function SecondFactor({ initial }: { initial: SecondFactorState }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const factor = useQuery(trpc.secondFactor.get.queryOptions(undefined, { initialData: initial }));
  const [asked, setAsked] = useState<SecondFactorAsk | null>(null);
  const opened = useOnce(asked !== null);
  const refresh = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: trpc.secondFactor.get.queryKey() }),
      cache.invalidateQueries({ queryKey: trpc.account.sessions.queryKey() }),
    ]);
  const { on, since, recoveryCodesLeft } = factor.data;
  return (
    <div className="grid gap-3">
      {on ? (
        <>
          <p className="flex flex-wrap items-center gap-2">
            <Badge tone="good">on</Badge>
            {since ? <span className="text-13 text-ink-muted">since {isoDay(since)} UTC</span> : null}
          </p>
          <p className="text-13 text-ink-muted">
            <span className="figures text-ink">{recoveryCodesLeft}</span> of 10 recovery codes are left.
            {recoveryCodesLeft < 3 ? ' Make new ones before you run out.' : ''}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button aria-haspopup="dialog" onClick={() => setAsked('renew')}>
              New recovery codes
            </Button>
            <Button aria-haspopup="dialog" onClick={() => setAsked('remove')}>
              Remove authenticator
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="text-ink-muted">Off: the password alone signs in.</p>
          <div>
            <Button aria-haspopup="dialog" onClick={() => setAsked('add')}>
              Add authenticator
            </Button>
          </div>
        </>
      )}
      {opened ? <SecondFactorDialogs asked={asked} onClose={() => setAsked(null)} onChanged={refresh} /> : null}
    </div>
  );
}
