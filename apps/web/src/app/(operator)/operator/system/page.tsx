import type { Metadata } from 'next';
import { SystemView } from '../../../../features/operator/system-view.tsx';
import { serverCaller } from '../../../../features/session/api-context.server.ts';
import { requireOperator } from '../../../../features/session/operator.server.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'System' };

export default async function SystemPage() {
  await requireOperator();
  const system = await (await serverCaller()).operator.system();
  return (
    <>
      <PageHeader
        title="System"
        description="Whether every part of the platform works, and what to do where one does not."
      />
      <SystemView initial={system} renderedAt={new Date()} />
    </>
  );
}
