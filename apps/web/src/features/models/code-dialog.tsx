'use client';

import type { PrivateModelView } from '@gridsky/api/services';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { callSamples, keyPlaceholder } from '../quickstart/call-samples.ts';

/** How programs call a model: its id, an address of its own, and the call in three languages. */
export function CodeDialog({ row, apiUrl, onClose }: CodeDialogProps) {
  return (
    <Dialog
      wide
      open={row !== null}
      onOpenChange={(shown) => (shown ? undefined : onClose())}
      title={row ? `Call ${row.alias}` : ''}
      description={`Your key goes where ${keyPlaceholder} stands.`}
    >
      {row ? (
        <div className="grid min-w-0 gap-4">
          <div className="grid gap-2">
            <Line name="As model of /v1/embeddings" text={row.alias} />
            <Line name="At an address of its own" text={`${apiUrl}/v1/private/${row.alias}/embeddings`} />
          </div>
          <CodeBlock label={`Call ${row.alias}`} samples={samplesOf(row.alias, apiUrl)} />
        </div>
      ) : null}
    </Dialog>
  );
}

interface CodeDialogProps {
  /** null: closed. */
  row: PrivateModelView | null;
  /** Origin of the API. */
  apiUrl: string;
  onClose: () => void;
}

function Line({ name, text }: { name: string; text: string }) {
  return (
    <div className="grid gap-1">
      <p className="text-13 text-ink-muted">{name}</p>
      <div className="flex items-center justify-between gap-2 rounded-md bg-sunken pl-3">
        <code className="min-w-0 py-1.5 text-13 break-all">{text}</code>
        <CopyButton text={text} name={`Copy ${text}`} />
      </div>
    </div>
  );
}

const LANGUAGES = ['curl', 'Python', 'TypeScript'];

function samplesOf(model: string, apiUrl: string) {
  return callSamples({
    apiUrl,
    model,
    secret: keyPlaceholder,
    text: 'Where can I watch the northern lights?',
  }).filter(({ title }) => LANGUAGES.includes(title));
}
