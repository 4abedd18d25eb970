'use client';

import { Download } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { downloadText } from '../keys/download-text.ts';

/** Shows the ten recovery codes, the only time they can be shown. "I have stored them" is the only way out. */
export function RecoveryCodesDialog({ codes, onStored }: { codes: string[] | null; onStored: () => void }) {
  const text = codes?.join('\n') ?? '';
  return (
    <Dialog
      open={codes !== null}
      locked
      title="Store these recovery codes now"
      description="Each signs you in once, in place of the authenticator, should you lose it. They are shown this once: only fingerprints are kept here."
      footer={
        <>
          <CopyButton text={text} label="Copy" />
          <Button onClick={() => downloadText('gridsky-recovery-codes.txt', `${text}\n`)}>
            <Download aria-hidden />
            Download
          </Button>
          <Button variant="primary" onClick={onStored}>
            I have stored them
          </Button>
        </>
      }
    >
      <ol
        data-testid="recovery-codes"
        className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-md border border-line-strong bg-sunken px-3 py-2.5 min-[26rem]:grid-cols-2"
      >
        {codes?.map((code) => (
          <li key={code}>
            <code className="text-13">{code}</code>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
