'use client';

import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { signInAt } from '../session/auth-call.ts';

export type Provider = 'github' | 'google';

/** One button for each service that signs people in here; nothing where none is set. */
export function ProviderButtons({ providers, next }: { providers: readonly Provider[]; next: string }) {
  const [busy, setBusy] = useState<Provider>();
  if (providers.length === 0) return null;
  return (
    <div className="grid gap-2">
      {providers.map((provider) => (
        <Button
          key={provider}
          size="lg"
          busy={busy === provider}
          onClick={() => {
            setBusy(provider);
            signInAt(provider, next).catch(() => setBusy(undefined));
          }}
        >
          Continue with {names[provider]}
        </Button>
      ))}
      <p className="flex items-center gap-3 pt-2 text-13 text-ink-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or by e-mail
      </p>
    </div>
  );
}

const names = { github: 'GitHub', google: 'Google' };
