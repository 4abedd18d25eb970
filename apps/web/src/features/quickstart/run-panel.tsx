'use client';

import { Play } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import type { EmbeddingCall } from './call-samples.ts';
import type { EmbedAnswer, EmbedRefusal } from './embed.ts';
import { RunAnswer } from './run-answer.tsx';
import { RunRefusal } from './run-refusal.tsx';

/** Makes the call of the code above from the browser and shows the answer as it came. `call` null: there is no key yet. */
export function RunPanel({ call, text, onText, onAnswer }: RunPanelProps) {
  const [running, setRunning] = useState(false);
  const [result, setResult] = useState<EmbedAnswer | EmbedRefusal>();
  const run = async () => {
    if (!call || running) return;
    setRunning(true);
    const { embed } = await import('./embed.ts');
    const outcome = await embed(call, { fetch: (...request) => fetch(...request), clock: () => performance.now() });
    setResult(outcome);
    setRunning(false);
    if (outcome.ok) onAnswer();
  };
  return (
    <Card
      title="Run it here"
      description={call ? 'A real request from this browser to the API.' : 'Needs a key: make or paste one first.'}
      action={
        <Button variant={call ? 'primary' : 'secondary'} busy={running} disabled={!call?.model} onClick={run}>
          <Play aria-hidden />
          Run
        </Button>
      }
    >
      <div className="grid gap-4">
        <Field label="Text">
          {(control) => (
            <Textarea
              {...control}
              className="min-h-16!"
              value={text}
              maxLength={20_000}
              onChange={(event) => onText(event.target.value)}
            />
          )}
        </Field>
        <div role="status" aria-label="Answer">
          {result ? result.ok ? <RunAnswer answer={result} /> : <RunRefusal refusal={result} /> : null}
        </div>
      </div>
    </Card>
  );
}

interface RunPanelProps {
  call: EmbeddingCall | null;
  text: string;
  onText: (text: string) => void;
  onAnswer: () => void;
}
