import type { Metadata } from 'next';
import { environment } from '../../../env.ts';
import { ModelCard } from '../../../features/models/model-card.tsx';
import { ModelCode } from '../../../features/models/model-code.tsx';
import { modelRow } from '../../../features/models/model-row.ts';
import { NoOwnModels } from '../../../features/models/no-own-models.tsx';
import { OwnModelsView } from '../../../features/models/own-models-view.tsx';
import { ProviderKeys } from '../../../features/models/provider-keys.tsx';
import { NoTenant } from '../../../features/overview/no-tenant.tsx';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { currentMembership } from '../../../features/session/current-membership.server.ts';
import { membershipMay } from '../../../features/session/membership-may.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Models' };

export default async function ModelsPage() {
  const user = await requireUser('/models');
  const membership = await currentMembership(user);
  if (!membership) return <NoTenant email={user.email} />;
  const caller = await serverCaller();
  // What of the tenant's own can't be read here is asked again by the browser, which shows why.
  const [tenant, catalogue, usable, own, health, connections] = await Promise.all([
    caller.tenant.get(),
    caller.model.list(),
    caller.model.usable(),
    caller.privateModel.list().catch(() => undefined),
    caller.privateModel.health().catch(() => undefined),
    caller.provider.list().catch(() => undefined),
  ]);
  const models = catalogue.map(modelRow);
  const apiUrl = environment().apiPublicUrl;
  const max = tenant.limits.privateModelsMax;
  // Those that a plan has left behind can still be seen and removed.
  const hasOwn = max > 0 || (own?.length ?? 0) > 0;
  const mayWrite = membershipMay(membership, 'model:write');
  return (
    <>
      <PageHeader
        title="Models"
        description={`What this platform serves, and what ${tenant.name} may use on the ${tenant.plan.name} plan.`}
      />
      {hasOwn ? (
        <div className="grid gap-4 pb-8">
          <OwnModelsView
            initial={own}
            initialHealth={health}
            initialNow={new Date()}
            max={max}
            mayWrite={mayWrite}
            apiUrl={apiUrl}
          />
          <ProviderKeys
            scope="tenant"
            initial={connections}
            served={catalogue.flatMap(({ provider, included }) => (provider && included ? [provider] : []))}
            mayWrite={mayWrite}
          />
        </div>
      ) : null}
      {models.length > 0 ? (
        <>
          {hasOwn ? <h2 className="pb-3 text-16 font-semibold">Models of this platform</h2> : null}
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
          {hasOwn ? null : (
            <div className="pt-4">
              <NoOwnModels planName={tenant.plan.name} />
            </div>
          )}
          <ModelCode
            models={[
              ...models,
              ...usable.filter(({ kind }) => kind === 'own').map((model) => ({ ...model, included: true })),
            ]}
            apiUrl={apiUrl}
          />
        </>
      ) : (
        <EmptyState title="No model is served">
          The operator has disabled every model. Ask them to enable one.
        </EmptyState>
      )}
    </>
  );
}
