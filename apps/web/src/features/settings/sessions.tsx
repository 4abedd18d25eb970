'use client';

import type { AppRouter } from '@gridsky/api/routers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { MonitorCheck, MonitorSmartphone } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { deviceName } from './device.ts';

export type SessionView = inferRouterOutputs<AppRouter>['account']['sessions'][number];

/** Where the user is signed in; any session but this one can be ended from here. */
export function Sessions({ initialSessions, initialNow }: SessionsProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const sessions = useQuery(trpc.account.sessions.queryOptions(undefined, { initialData: initialSessions }));
  const { queryKey } = trpc.account.sessions.queryOptions();
  const now = useNow(initialNow);
  const end = useMutation(
    trpc.account.endSession.mutationOptions({
      onSuccess: (_nothing, { sessionId }) => {
        cache.setQueryData(queryKey, (rows) => rows?.filter((row) => row.id !== sessionId));
        toast('Session ended', { description: 'That browser is signed out with its next request.' });
      },
      onError: (error) => toast.error(requestError(error).message),
      onSettled: () => cache.invalidateQueries({ queryKey }),
    }),
  );
  const endOthers = useMutation(
    trpc.account.endOtherSessions.mutationOptions({
      onSuccess: () => {
        cache.setQueryData(queryKey, (rows) => rows?.filter((row) => row.current));
        toast('Other sessions ended', { description: 'Those browsers are signed out with their next request.' });
      },
      onError: (error) => toast.error(requestError(error).message),
      onSettled: () => cache.invalidateQueries({ queryKey }),
    }),
  );
  if (sessions.error && !sessions.data) {
    return (
      <ErrorState
        {...requestError(sessions.error)}
        action={<Button onClick={() => sessions.refetch()}>Try again</Button>}
      />
    );
  }
  if (!sessions.data) return <Skeleton className="mx-4 mb-4 w-48" />;
  return (
    <>
      <ul>
        {sessions.data.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            now={now}
            ending={end.isPending && end.variables.sessionId === session.id}
            onEnd={() => end.mutate({ sessionId: session.id })}
          />
        ))}
      </ul>
      {sessions.data.length > 1 ? (
        <div className="border-t px-4 py-3">
          <Button busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            End all others
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface SessionsProps {
  /** undefined: the server could not read them, so the browser asks and shows why. */
  initialSessions: SessionView[] | undefined;
  initialNow: Date;
}

function SessionRow({ session, now, ending, onEnd }: SessionRowProps) {
  const device = deviceName(session.userAgent);
  const Icon = session.current ? MonitorCheck : MonitorSmartphone;
  return (
    <li className="flex items-center gap-3 border-t px-4 py-2.5">
      <Icon className="size-4 shrink-0 text-ink-muted" aria-hidden />
      <div className="grid min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2" title={session.userAgent ?? undefined}>
          {device}
          {session.current ? <Badge tone="accent">this browser</Badge> : null}
        </p>
        <p className="text-13 text-ink-muted">
          {session.ip ? (
            <>
              <code>{session.ip}</code> ·{' '}
            </>
          ) : null}
          seen <Time at={session.lastSeenAt} now={now} /> · signed in <Time at={session.createdAt} now={now} />
        </p>
      </div>
      {session.current ? null : (
        <Button size="sm" busy={ending} onClick={onEnd} aria-label={`End the session of ${device}`}>
          End
        </Button>
      )}
    </li>
  );
}

interface SessionRowProps {
  session: SessionView;
  now: Date;
  ending: boolean;
  onEnd: () => void;
}
