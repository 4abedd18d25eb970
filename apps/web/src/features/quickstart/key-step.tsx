'use client';

import { displaySecret, parseSecret } from '@gridsky/api/domain';
import type { KeyView } from '@gridsky/api/services';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { downloadText } from '../keys/download-text.ts';
import { envFile, envFileName } from '../keys/env-file.ts';
import { MakeKey, quickstartKeyName } from './make-key.tsx';
import { PasteKey } from './paste-key.tsx';

/** The key of this page: made here, or pasted. It is gone with the page. */
export function KeyStep({ secret, onSecret, onForget, keys, apiUrl, mayCreate }: KeyStepProps) {
  const [made, setMade] = useState(false);
  if (secret) {
    return (
      <div className="grid gap-2">
        <p>
          {made
            ? 'It stands in the code, and is shown this once: store it before you leave the page.'
            : 'It stands in the code until you leave the page.'}
        </p>
        <p className="flex flex-wrap items-center gap-2">
          <code className="rounded-md bg-hover px-1.5 py-0.5 text-13 text-ink">{displaySecret(secret)}</code>
          {modeOf(secret) === 'test' ? <span className="text-13">test key: made-up vectors</span> : null}
        </p>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={secret} label="Copy key" size="sm" />
          {made ? (
            <Button
              size="sm"
              onClick={() =>
                downloadText(
                  envFileName(quickstartKeyName),
                  envFile({ name: quickstartKeyName, secret, apiUrl, createdAt: new Date() }),
                )
              }
            >
              <Download aria-hidden />
              Download .env
            </Button>
          ) : null}
          <Button size="sm" variant="ghost" onClick={onForget}>
            Change
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <p>
        {keys.length === 0
          ? 'It is filled into the code on this page.'
          : `${keys.length === 1 ? 'The key of this tenant' : `The ${keys.length} keys of this tenant`} can’t be shown again. Paste one, or make a new one.`}
      </p>
      {mayCreate ? (
        <MakeKey
          onMade={(key) => {
            setMade(true);
            onSecret(key);
          }}
        />
      ) : null}
      <PasteKey
        onKey={(key) => {
          setMade(false);
          onSecret(key);
        }}
      />
    </div>
  );
}

interface KeyStepProps {
  secret: string | null;
  onSecret: (secret: string) => void;
  onForget: () => void;
  /** The tenant's active keys. */
  keys: readonly KeyView[];
  apiUrl: string;
  mayCreate: boolean;
}

function modeOf(secret: string) {
  const parsed = parseSecret(secret);
  return parsed.ok ? parsed.mode : null;
}
