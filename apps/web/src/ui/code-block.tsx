'use client';

import { Tabs as Radix } from 'radix-ui';
import { useState } from 'react';
import { Code } from './code.tsx';
import type { CodeLanguage } from './code-tokens.ts';
import { CopyButton } from './copy-button.tsx';

/**
 * Code in a frame with a copy button; several samples become tabs. `copy` is what the button copies when it differs
 * from what is shown (a masked key).
 */
export function CodeBlock({ label, samples, onTabChange }: CodeBlockProps) {
  const [active, setActive] = useState(samples[0]?.title ?? '');
  const shown = samples.find((sample) => sample.title === active) ?? samples[0];
  const select = (title: string) => {
    setActive(title);
    onTabChange?.(title);
  };
  return (
    <Radix.Root value={active} onValueChange={select} className="min-w-0 overflow-hidden rounded-lg border bg-surface">
      <div className="flex items-center justify-between gap-2 border-b pr-1 pl-4">
        <Radix.List aria-label={label} className="flex gap-4 overflow-x-auto">
          {samples.map((sample) => (
            <Radix.Trigger
              key={sample.title}
              value={sample.title}
              className="-mb-px h-9 shrink-0 border-b-2 border-transparent text-13 text-ink-muted transition-colors hover:text-ink focus-visible:outline-offset-[-2px] data-[state=active]:border-accent data-[state=active]:text-ink"
            >
              {sample.title}
            </Radix.Trigger>
          ))}
        </Radix.List>
        <CopyButton text={shown?.copy ?? shown?.source ?? ''} name={`Copy ${active}`} />
      </div>
      {samples.map((sample) => (
        <Radix.Content key={sample.title} value={sample.title} tabIndex={-1}>
          <Code source={sample.source} language={sample.language} label={`${label}: ${sample.title}`} />
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

export interface CodeSample {
  title: string;
  language: CodeLanguage;
  source: string;
  copy?: string;
}

interface CodeBlockProps {
  label: string;
  samples: readonly CodeSample[];
  onTabChange?: (title: string) => void;
}
