'use client';

import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { PageHeader } from '../../ui/page-header.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { ModelPickers, type PlaygroundModel } from './model-pickers.tsx';
import { playgroundPath, readSettings, type Settings } from './settings.ts';
import { ToolPanel } from './tool-panel.tsx';
import { TOOL_TEXT, TOOLS, type Tool } from './tools.ts';
import { useMaths } from './use-maths.ts';
import { usePlaygroundToken } from './use-playground-token.ts';

/** The playground: real calls of the API, and what they are good for. */
export function PlaygroundView({ apiUrl, models }: { apiUrl: string; models: readonly PlaygroundModel[] }) {
  const address = useSearchParams();
  const [settings, setSettings] = useState(() => readSettings(address));
  const ask = useMaths();
  const token = usePlaygroundToken();
  const change = (part: Partial<Settings>) => {
    const next = { ...settings, ...part };
    if (next.beside === next.model) next.beside = null;
    setSettings(next);
    window.history.replaceState(null, '', playgroundPath(next));
  };
  const [first] = models;
  const model = models.find(({ id }) => id === settings.model) ?? first;
  if (!model) return null;
  const dimensions = model.allowedDimensions.find((width) => width === settings.dimensions) ?? null;
  const beside = models.find(({ id }) => id === settings.beside && id !== model.id) ?? null;
  const chosen = [{ model: model.id, dimensions }, ...(beside ? [{ model: beside.id, dimensions: null }] : [])];
  return (
    <>
      <PageHeader
        title="Playground"
        description="What vectors are good for, with your own texts. Every run calls your API and is metered like any other call; texts are not kept."
      />
      <Tabs value={settings.tool} onValueChange={(tool) => change({ tool: tool as Tool })}>
        <TabList aria-label="Tools">
          {TOOLS.map((tool) => (
            <Tab key={tool} value={tool}>
              {TOOL_TEXT[tool].label}
            </Tab>
          ))}
        </TabList>
        {TOOLS.map((tool) => (
          <TabPanel key={tool} value={tool}>
            <p className="pb-4 text-ink-muted">{TOOL_TEXT[tool].about}</p>
            <ToolPanel tool={tool} chosen={chosen} apiUrl={apiUrl} ask={ask} token={token}>
              <ModelPickers
                models={models}
                model={model}
                settings={{ ...settings, dimensions, beside: beside?.id ?? null }}
                onChange={change}
              />
            </ToolPanel>
          </TabPanel>
        ))}
      </Tabs>
    </>
  );
}
