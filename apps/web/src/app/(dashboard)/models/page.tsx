import type { Metadata } from 'next';
import { environment } from '../../../env.ts';
import { ModelCard } from '../../../features/models/model-card.tsx';
import { ModelCode } from '../../../features/models/model-code.tsx';
import { modelRow } from '../../../features/models/model-row.ts';
import { NoTenant } from '../../../features/overview/no-tenant.tsx';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Models' };

export default async function ModelsPage() {
  const user = await requireUser('/models');
  if (user.memberships.length === 0) return <NoTenant email={user.email} />;
  const caller = await serverCaller();
  const [tenant, catalogue] = await Promise.all([caller.tenant.get(), caller.model.list()]);
  const models = catalogue.map(modelRow);
  return (
    <>
      <PageHeader
        title="Models"
        description={`What this platform serves, and what ${tenant.name} may use on the ${tenant.plan.name} plan.`}
      />
      {models.length > 0 ? (
        <>
          <div className="grid gap-4 lg:grid-cols-2">
            {models.map((model) => (
              <ModelCard key={model.id} model={model} planName={tenant.plan.name} />
            ))}
          </div>
          <p className="pt-3 text-13 text-ink-muted">
            {tenant.plan.metered
              ? 'List prices are taken from your credit, token by token.'
              : `List prices are for comparison: ${tenant.plan.name} is flat, and embeddings on it are not billed by the token.`}
          </p>
          <ModelCode models={models} apiUrl={environment().apiPublicUrl} />
        </>
      ) : (
        <EmptyState title="No model is served">
          The operator has disabled every model. Ask them to enable one.
        </EmptyState>
      )}
    </>
  );
}
