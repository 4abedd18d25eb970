import { formatDollars } from '@gridsky/api/domain';
import type { RequestRow } from '@gridsky/api/services';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { KeyValue, type KeyValueItem } from '../../ui/key-value.tsx';
import { Link } from '../../ui/link.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { requestError } from '../trpc/request-error.ts';
import { requestsPath } from './request-filters.ts';
import { RequestStages } from './request-stages.tsx';
import { RequestOutcome } from './request-table.tsx';
import { durationText } from './request-text.ts';
import { useRequest } from './use-requests.ts';

/** All measures of one request, beside the list. */
export function RequestDetail({ requestId, keyName, onClose }: RequestDetailProps) {
  const query = useRequest(requestId);
  return (
    <Sheet
      wide
      side="right"
      title="Request"
      open={requestId !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <div className="grid gap-6 p-4" aria-busy={query.isLoading}>
        {query.data ? <Measures request={query.data} keyName={keyName} /> : null}
        {query.isLoading
          ? ['w-3/5', 'w-1/2', 'w-2/3', 'w-2/5'].map((width) => <Skeleton key={width} className={width} />)
          : null}
        {query.error ? <Missing requestId={requestId ?? ''} query={query} /> : null}
      </div>
    </Sheet>
  );
}

interface RequestDetailProps {
  /** null: closed. */
  requestId: string | null;
  keyName: KeyName;
  onClose: () => void;
}

type KeyName = (id: string) => { name: string; display: string };

function Missing({ requestId, query }: { requestId: string; query: ReturnType<typeof useRequest> }) {
  if (query.error?.data?.fault?.code !== 'not_found') {
    return (
      <ErrorState {...requestError(query.error)} action={<Button onClick={() => query.refetch()}>Try again</Button>} />
    );
  }
  return (
    <EmptyState title="This tenant has no request with that id">
      <code className="block break-all">{requestId}</code>
      Requests that named no valid key are not recorded, and old ones are dropped with their day. A new one shows within
      seconds.
    </EmptyState>
  );
}

function Measures({ request, keyName }: { request: RequestRow; keyName: KeyName }) {
  return (
    <>
      <KeyValue items={items(request, keyName)} />
      {request.status < 400 ? <RequestStages {...request} /> : null}
      <p className="text-13 text-ink-muted">Measures only: texts and vectors are not kept.</p>
    </>
  );
}

function items(request: RequestRow, keyName: KeyName): KeyValueItem[] {
  const {
    requestId,
    createdAt,
    model,
    askedModel,
    keyId,
    dialect,
    dimensions,
    costNano,
    repeatOf,
    totalMs,
    status,
    errorCode,
  } = request;
  const key = keyName(keyId);
  const list: (KeyValueItem | null)[] = [
    {
      name: 'Request id',
      mono: true,
      value: (
        <span className="flex items-start gap-1">
          <span className="py-1">{requestId}</span>
          <CopyButton text={requestId} name="Copy the request id" size="icon-sm" />
        </span>
      ),
    },
    { name: 'Came (UTC)', mono: true, value: createdAt.toISOString().slice(0, 23).replace('T', ' ') },
    { name: 'Answer', value: <RequestOutcome {...request} /> },
    errorCode === null ? null : { name: 'What to do', value: <ErrorHelp code={errorCode} /> },
    { name: 'Model', mono: true, value: model || '–' },
    askedModel === null ? null : { name: 'Asked for as', mono: true, value: askedModel },
    {
      name: 'Key',
      value: (
        <Link href={requestsPath({ keyId })} className="text-accent-ink underline-offset-2 hover:underline">
          {key.name} <code className="text-13">{key.display}</code>
        </Link>
      ),
    },
    { name: 'API', value: dialect === 'scaigrid' ? 'ScaiGrid' : 'OpenAI' },
    { name: 'Texts', mono: true, value: request.inputs.toLocaleString('en-US') },
    { name: 'Tokens', mono: true, value: request.tokens.toLocaleString('en-US') },
    dimensions === null ? null : { name: 'Dimensions', mono: true, value: dimensions.toLocaleString('en-US') },
    costNano > 0n ? { name: 'Cost', mono: true, value: `$${formatDollars(costNano)}` } : null,
    status < 400 ? null : { name: 'Took', mono: true, value: durationText(totalMs) },
    repeatOf === null ? null : { name: 'Repeat of', mono: true, value: <RequestLink requestId={repeatOf} /> },
  ];
  return list.filter((item) => item !== null);
}

function ErrorHelp({ code }: { code: string }) {
  return (
    <Link href={`/docs/errors#${code}`} className="text-accent-ink underline-offset-2 hover:underline">
      Read about {code}
    </Link>
  );
}

function RequestLink({ requestId }: { requestId: string }) {
  return (
    <Link href={requestsPath({ id: requestId })} className="text-accent-ink underline-offset-2 hover:underline">
      {requestId}
    </Link>
  );
}
