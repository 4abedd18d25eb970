'use client';

import { useState } from 'react';
import { Code } from './code.tsx';
import type { CodeLanguage } from './code-tokens.ts';
import { CopyButton } from './copy-button.tsx';
import { Tab, TabList, TabPanel, Tabs } from './tabs.tsx';

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
    <Tabs value={active} onValueChange={select} className="min-w-0 overflow-hidden rounded-lg border bg-surface">
      <div className="flex items-center justify-between gap-2 border-b pr-1 pl-4">
        <TabList aria-label={label} className="border-b-0!">
          {samples.map((sample) => (
            <Tab key={sample.title} value={sample.title} className="text-13! font-normal!">
              {sample.title}
            </Tab>
          ))}
        </TabList>
        <CopyButton text={shown?.copy ?? shown?.source ?? ''} name={`Copy ${active}`} />
      </div>
      {samples.map((sample) => (
        <TabPanel key={sample.title} value={sample.title} tabIndex={-1} className="pt-0!">
          <Code source={sample.source} language={sample.language} label={`${label}: ${sample.title}`} />
        </TabPanel>
      ))}
    </Tabs>
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
