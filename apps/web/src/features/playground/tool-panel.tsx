'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { keyPlaceholder } from '../quickstart/call-samples.ts';
import type { Inputs } from './outcome.ts';
import { OutcomeView } from './outcome-view.tsx';
import { TextsField } from './texts-field.tsx';
import { toolCode } from './tool-code.ts';
import { linesOf, TOOL_TEXT, type Tool } from './tools.ts';
import { useFindings } from './use-findings.ts';
import type { Ask } from './use-maths.ts';

/** One tool: what goes in at the left, what comes out at the right, and the code that does the same. */
export function ToolPanel({ tool, chosen, apiUrl, ask, token, children }: ToolPanelProps) {
  const { lines, min, max, sample, second: secondText } = TOOL_TEXT[tool];
  const [text, setText] = useState(sample);
  const [second, setSecond] = useState(secondText?.sample ?? '');
  const [asked, setAsked] = useState(false);
  const { findings, run } = useFindings(apiUrl, ask, token);
  const inputs: Inputs = { tool, texts: linesOf(text), second: secondText ? linesOf(second) : [] };
  const count = inputs.texts.length;
  const wrong =
    count < min || count > max
      ? `${TOOL_TEXT[tool].label} takes ${min} to ${max} lines; these are ${count}.`
      : undefined;
  const secondWrong =
    secondText && inputs.second.length === 0 ? `Write ${secondText.isList ? 'one a line' : 'one'}.` : undefined;
  const [model] = chosen;
  const start = () => {
    setAsked(true);
    if (!wrong && !secondWrong)
      run(secondText?.isList === false ? { ...inputs, second: inputs.second.slice(0, 1) } : inputs, chosen);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
      <form
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        {secondText ? (
          <TextsField
            label={secondText.label}
            hint={secondText.hint}
            value={second}
            onChange={setSecond}
            error={asked ? secondWrong : undefined}
            mayUpload={false}
            rows={secondText.isList ? 4 : 2}
          />
        ) : null}
        <TextsField
          label={lines}
          hint="One a line."
          value={text}
          onChange={setText}
          error={asked ? wrong : undefined}
          mayUpload={max > 12}
          rows={8}
        />
        {children}
        <div>
          <Button type="submit" variant="primary" busy={findings.status === 'working'}>
            Run
          </Button>
        </div>
      </form>
      <section
        className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6"
        aria-label="Result"
        aria-live="polite"
        aria-busy={findings.status === 'working'}
      >
        {findings.status === 'none' ? (
          <div className="rounded-lg border border-dashed">
            <EmptyState title="Nothing has been run yet">Run the texts as they stand, or paste your own.</EmptyState>
          </div>
        ) : null}
        {findings.status === 'working' ? (
          <div className="grid gap-2 rounded-lg border p-4">
            <p>{findings.what}</p>
            <progress
              className="h-1.5 w-full accent-(--accent-fill)"
              value={findings.share}
              max={1}
              aria-label={findings.what}
            />
          </div>
        ) : null}
        {findings.status === 'failed' ? (
          <div className="rounded-lg border">
            <ErrorState
              message={findings.message}
              {...(findings.requestId ? { requestId: findings.requestId } : {})}
              action={<Button onClick={start}>Run again</Button>}
            />
          </div>
        ) : null}
        {findings.status === 'done' ? (
          <div
            className={
              findings.outcomes.length > 1
                ? 'grid grid-cols-[minmax(0,1fr)] items-start gap-4'
                : 'grid grid-cols-[minmax(0,1fr)]'
            }
          >
            {findings.outcomes.map((outcome) => (
              <OutcomeView key={`${outcome.model} ${outcome.milliseconds}`} outcome={outcome} ask={ask} />
            ))}
          </div>
        ) : null}
        {model ? (
          <details className="group">
            <summary className="cursor-pointer text-13 font-medium text-accent-ink">The same as code</summary>
            <div className="pt-3">
              <CodeBlock
                label="The same as code"
                samples={toolCode({ apiUrl, secret: keyPlaceholder, ...model }, inputs)}
              />
            </div>
          </details>
        ) : null}
      </section>
    </div>
  );
}

interface ToolPanelProps {
  tool: Tool;
  chosen: readonly { model: string; dimensions: number | null }[];
  apiUrl: string;
  ask: Ask;
  /** One for all tools of the page. */
  token: () => Promise<string>;
  /** The choice of models. */
  children: ReactNode;
}
