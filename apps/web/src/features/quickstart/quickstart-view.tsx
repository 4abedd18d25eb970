'use client';

import type { KeyView } from '@gridsky/api/services';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Field } from '../../ui/field.tsx';
import { Link } from '../../ui/link.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Select } from '../../ui/select.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { callSamples, keyPlaceholder } from './call-samples.ts';
import { KeyStep } from './key-step.tsx';
import { RunPanel } from './run-panel.tsx';
import { Step, StepList } from './step.tsx';
import { UsageStep } from './usage-step.tsx';
import { useUsageCount } from './use-usage-count.ts';

export interface QuickstartModel {
  id: string;
  dimensions: number;
  included: boolean;
}

/** From no key to a counted vector. The secret lives in this component's memory and nowhere else. */
export function QuickstartView({ apiUrl, models, planName, initialKeys, mayCreateKey }: QuickstartViewProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const keys = useQuery(trpc.key.list.queryOptions(undefined, { initialData: initialKeys }));
  const usage = useUsageCount();
  const [secret, setSecret] = useState<string | null>(null);
  const [model, setModel] = useState(models.find(({ included }) => included)?.id ?? '');
  const [text, setText] = useState('The rain stays mainly in the plain.');
  const [answered, setAnswered] = useState(false);
  const usable = keys.data?.filter((key) => key.state === 'active') ?? [];
  const call = { apiUrl, model, text };
  return (
    <>
      <PageHeader title="Quickstart" description="A key, one call, a vector: each step ticks itself when it is done." />
      <div className="grid items-start gap-x-8 gap-y-6 md:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
        <StepList>
          <Step number={1} title="Make a key" done={secret !== null || usable.length > 0}>
            <KeyStep
              secret={secret}
              onSecret={setSecret}
              onForget={() => setSecret(null)}
              keys={usable}
              apiUrl={apiUrl}
              mayCreate={mayCreateKey}
            />
          </Step>
          <Step number={2} title="Call the API" done={answered || (usage?.requests ?? 0) > 0}>
            Paste the code into a terminal or a file, or run it here in the page. Any OpenAI SDK works: only the address
            and the key differ. The{' '}
            <Link href="/docs" className="text-accent-ink underline underline-offset-4">
              documentation
            </Link>{' '}
            has every field, limit and error.
          </Step>
          <Step number={3} title="See the usage" done={(usage?.tokens ?? 0) > 0}>
            <UsageStep usage={usage} />
          </Step>
        </StepList>
        <div className="grid min-w-0 gap-4">
          <Field
            label="Model"
            hint={models.every(({ included }) => !included) ? `The ${planName} plan includes no model.` : undefined}
          >
            {(control) => (
              <Select
                {...control}
                className="max-w-80"
                value={model}
                onChange={setModel}
                options={models.map(({ id, dimensions, included }) => ({
                  value: id,
                  label: <span className="figures text-13">{id}</span>,
                  hint: included ? `${dimensions.toLocaleString('en-US')} dimensions` : `not in the ${planName} plan`,
                  disabled: !included,
                }))}
              />
            )}
          </Field>
          <CodeBlock label="The call" samples={callSamples({ ...call, secret: secret ?? keyPlaceholder })} />
          <RunPanel
            call={secret ? { ...call, secret } : null}
            text={text}
            onText={setText}
            onAnswer={() => {
              setAnswered(true);
              void cache.invalidateQueries({ queryKey: trpc.usage.read.queryKey() });
            }}
          />
        </div>
      </div>
    </>
  );
}

interface QuickstartViewProps {
  /** Origin of the API as customers reach it. */
  apiUrl: string;
  models: QuickstartModel[];
  planName: string;
  initialKeys: KeyView[] | undefined;
  mayCreateKey: boolean;
}
