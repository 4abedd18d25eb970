'use client';

import type { IdentityView } from '@gridsky/api/services';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { useOnce } from '../../ui/use-once.ts';

const DisconnectDialog = dynamic(
  () => import('./disconnect-dialog.tsx').then(({ DisconnectDialog }) => DisconnectDialog),
  { ssr: false },
);

/** The services that sign this account in, each with the way to disconnect it; the last way in has none. */
export function Identities({ identities, hasPassword }: { identities: IdentityView[]; hasPassword: boolean }) {
  const router = useRouter();
  const [leaving, setLeaving] = useState<IdentityView | null>(null);
  const opened = useOnce(leaving !== null);
  const last = !hasPassword && identities.length === 1;
  return (
    <>
      <ul className="grid">
        {identities.map((identity) => (
          <li
            key={identity.provider}
            className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b py-2 last:border-0"
          >
            <span className="grid grow">
              <span className="font-medium">{identity.name}</span>
              <span className="text-13 text-ink-muted">
                Since {isoDay(identity.connectedAt)}
                {last ? '. Your only way in: set a password to disconnect it.' : ''}
              </span>
            </span>
            {last ? null : (
              <Button
                size="sm"
                aria-haspopup="dialog"
                aria-label={`Disconnect ${identity.name}`}
                onClick={() => setLeaving(identity)}
              >
                Disconnect
              </Button>
            )}
          </li>
        ))}
      </ul>
      {opened ? (
        <DisconnectDialog identity={leaving} onClose={() => setLeaving(null)} onGone={() => router.refresh()} />
      ) : null}
    </>
  );
}
