import { PROVIDER_TITLES } from '@gridsky/api/domain';
import type { OwnModelHealth, PrivateModelView } from '@gridsky/api/services';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Status } from '../../ui/status.tsx';
import { HealthCell, LastTestCell, TestTrouble } from './own-model-cells.tsx';
import { type OwnModelActions, OwnModelMenu } from './own-model-menu.tsx';
import { maskedSecret, modelState, type TestPhase, uploadText } from './own-model-state.ts';

/** One model: two lines a cell, and below them why its last test failed. The same cells are a card where the table is narrow. */
export function OwnModelRow({ row, fallback, health, now, phase, enabling, actions }: OwnModelRowProps) {
  const state = modelState(row, phase);
  const mayTest = !actions.readOnly;
  const isReady = mayTest && !row.enabled && row.dimensions !== null && row.test?.ok === true && phase === 'none';
  return (
    <tbody className="block border-b last:border-0 @4xl:table-row-group">
      <tr className="relative grid gap-y-1.5 p-4 @4xl:table-row @4xl:p-0">
        <th scope="row" className={`${cell} pr-9 text-left font-normal @4xl:w-full @4xl:max-w-0 @4xl:pr-3 @4xl:pl-4`}>
          <span className="flex min-w-0 items-center gap-0.5">
            <code className="truncate text-13 font-medium" title={row.alias}>
              {row.alias}
            </code>
            <CopyButton text={row.alias} name={`Copy ${row.alias}`} className="-my-1.5" />
          </span>
          <Second>{fallback === null ? `default input type ${row.inputType}` : `falls back on ${fallback}`}</Second>
        </th>
        <Cell name="Provider">
          {PROVIDER_TITLES[row.provider]}
          <Second>
            {row.provider === 'onnx' ? (
              uploadText(row.upload)
            ) : (
              <code>{row.providerModel || new URL(row.baseUrl).host}</code>
            )}
          </Second>
        </Cell>
        <Cell name="Width">
          <span className="figures text-13">{row.dimensions ?? '–'}</span>
        </Cell>
        <Cell name="Last test">
          <LastTestCell row={row} phase={phase} now={now} />
        </Cell>
        <Cell name="24 hours">
          <HealthCell health={health} />
        </Cell>
        <Cell name="Secret">
          <code className="text-13 text-ink-muted">
            {row.provider === 'onnx' ? '–' : maskedSecret(row.secretLast4)}
          </code>
        </Cell>
        <Cell name="State">
          <Status tone={state.tone}>{state.word}</Status>
        </Cell>
        <td className="@4xl:py-2 @4xl:pr-2 @4xl:align-top">
          <span className="flex items-center gap-2 pt-1 @4xl:-my-1 @4xl:justify-end @4xl:pt-0">
            {isReady ? (
              <Button size="sm" variant="primary" busy={enabling} onClick={() => actions.onEnable(row, true)}>
                Enable
              </Button>
            ) : null}
            {mayTest ? (
              <Button
                size="sm"
                busy={phase === 'running'}
                aria-label={`Test ${row.alias}`}
                onClick={() => actions.onTest(row)}
              >
                Test
              </Button>
            ) : null}
            <span className="absolute top-3 right-2 @4xl:static">
              <OwnModelMenu row={row} actions={actions} />
            </span>
          </span>
        </td>
      </tr>
      <TestTrouble row={row} phase={phase} />
    </tbody>
  );
}

interface OwnModelRowProps {
  row: PrivateModelView;
  /** Alias of the model that serves when this one can't. */
  fallback: string | null;
  health: OwnModelHealth | undefined;
  now: Date;
  phase: TestPhase;
  enabling: boolean;
  actions: OwnModelActions;
}

/** A cell with the column's name before it on cards, which have no head. */
function Cell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <td className={`${cell} grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3 @4xl:table-cell @4xl:whitespace-nowrap`}>
      <span className="text-13 text-ink-muted @4xl:hidden">{name}</span>
      <div className="min-w-0">{children}</div>
    </td>
  );
}

function Second({ children }: { children: ReactNode }) {
  return <span className="block truncate text-12 text-ink-muted @4xl:max-w-44">{children}</span>;
}

const cell = 'min-w-0 @4xl:px-3 @4xl:py-2 @4xl:align-top';
