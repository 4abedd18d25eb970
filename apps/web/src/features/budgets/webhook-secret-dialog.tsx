'use client';

import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** The signing secret, once; it closes only by saying that it is stored. */
export function WebhookSecretDialog({ secret, onStored }: { secret: string; onStored: () => void }) {
  return (
    <Dialog
      open
      locked
      title="Store this signing secret now"
      description="It is shown this once. Your program checks with it that an event is from here."
      footer={
        <>
          <CopyButton text={secret} label="Copy" />
          <Button variant="primary" onClick={onStored}>
            I have stored it
          </Button>
        </>
      }
    >
      <code className="block rounded-md border border-line-strong bg-sunken px-3 py-2.5 text-14 break-all select-all">
        {secret}
      </code>
    </Dialog>
  );
}
