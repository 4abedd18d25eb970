'use client';

import { Download, KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { CreatedKey } from './create-key-dialog.tsx';
import { downloadText } from './download-text.ts';
import { envFile, envFileName } from './env-file.ts';

/** Shows a new key, the only time it can be shown. "I have stored it" is the only way out. */
export function SecretDialog({ created, apiUrl, onStored }: SecretDialogProps) {
  useEffect(() => {
    if (!created) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [created]);
  return (
    <Dialog
      open={created !== null}
      locked
      wide
      title={
        <span className="flex items-center gap-2">
          <KeyRound className="size-4 shrink-0" aria-hidden />
          Store this key now
        </span>
      }
      description={
        created
          ? `“${created.key.name}” is shown this once: only its fingerprint is kept here. Put it where your program reads its secrets.${oldSecretText(created.key)}`
          : undefined
      }
      footer={
        created ? (
          <>
            <CopyButton text={created.secret} label="Copy" />
            <Button
              onClick={() =>
                downloadText(envFileName(created.key.name), envFile({ ...created.key, ...created, apiUrl }))
              }
            >
              <Download aria-hidden />
              Download .env
            </Button>
            <Button variant="primary" onClick={onStored} className="max-sm:w-full">
              I have stored it
            </Button>
          </>
        ) : null
      }
    >
      {created ? (
        <div className="rounded-md border border-line-strong bg-sunken px-3 py-2.5">
          <code data-testid="new-key" className="block text-14 leading-6 break-all select-all">
            {created.secret}
          </code>
        </div>
      ) : null}
    </Dialog>
  );
}

interface SecretDialogProps {
  /** null: closed. */
  created: CreatedKey | null;
  /** Origin of the API, for the `.env` file. */
  apiUrl: string;
  onStored: () => void;
}

/** After a rotation: how long programs have to change over. */
function oldSecretText({ previous }: CreatedKey['key']): string {
  if (!previous) return '';
  return ` The old secret ${previous.display} works until ${previous.endsAt.toISOString().slice(0, 16).replace('T', ' ')} UTC.`;
}
