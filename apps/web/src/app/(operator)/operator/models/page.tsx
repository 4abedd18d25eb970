import type { Metadata } from 'next';
import { ProviderKeys } from '../../../../features/models/provider-keys.tsx';
import { EndpointTable } from '../../../../features/operator/endpoint-table.tsx';
import { ModelsView } from '../../../../features/operator/models-view.tsx';
import { serverCaller } from '../../../../features/session/api-context.server.ts';
import { requireOperator } from '../../../../features/session/operator.server.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'All models' };

export default async function OperatorModelsPage() {
  await requireOperator();
  const caller = await serverCaller();
  const [models, connections] = await Promise.all([caller.operator.models(), caller.provider.listOfPlatform()]);
  return (
    <>
      <PageHeader
        title="All models"
        description="What this platform serves, how each model is in every process, what it costs and what else it is called. New ones come by gridsky models add."
      />
      <div className="grid gap-4">
        <ModelsView initial={models} />
        <ProviderKeys scope="platform" initial={connections} mayWrite />
        <EndpointTable renderedAt={new Date()} />
      </div>
    </>
  );
}
