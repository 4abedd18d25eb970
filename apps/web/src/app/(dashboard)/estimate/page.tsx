import { readPriceTable } from '@gridsky/api/services';
import type { Metadata } from 'next';
import { environment } from '../../../env.ts';
import { EstimatorView } from '../../../features/estimator/estimator-view.tsx';
import { readSettings } from '../../../features/estimator/settings.ts';
import { TenantEstimator } from '../../../features/estimator/tenant-estimator.tsx';
import { withOwnModels } from '../../../features/estimator/with-own-models.ts';
import { NoTenant } from '../../../features/overview/no-tenant.tsx';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { currentMembership } from '../../../features/session/current-membership.server.ts';
import { database } from '../../../features/session/database.server.ts';
import { membershipMay } from '../../../features/session/membership-may.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';
import { PageHeader } from '../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Estimator' };

type Query = Record<string, string | string[] | undefined>;

export default async function EstimatePage({ searchParams }: { searchParams: Promise<Query> }) {
  const user = await requireUser('/estimate');
  const membership = await currentMembership(user);
  if (!membership) return <NoTenant email={user.email} />;
  const query = await searchParams;
  const get = (name: string) => [query[name]].flat()[0] ?? null;
  const caller = await serverCaller();
  const [models, usable] = await Promise.all([caller.model.list(), caller.model.usable()]);
  const table = withOwnModels(
    await readPriceTable(
      database(),
      models.map(({ id }) => id),
    ),
    usable,
  );
  const initial = readSettings({ get });
  return (
    <>
      <PageHeader
        title="Estimator"
        description="What a job costs here and elsewhere: by figures, or with your own texts counted."
      />
      {membershipMay(membership, 'key:write') ? (
        <TenantEstimator table={table} initial={initial} apiUrl={environment().apiPublicUrl} />
      ) : (
        <EstimatorView table={table} initial={initial} path="/estimate" />
      )}
    </>
  );
}
