import type { TenantView } from '@gridsky/api/services';
import { Card } from '../../ui/card.tsx';
import { KeyValue } from '../../ui/key-value.tsx';
import { Stat } from '../../ui/stat.tsx';
import { dollars, shortCount } from '../pricing/plan-terms.ts';
import { shellPlan } from '../shell/shell-plan.ts';

/** The tenant's plan, credit, keys and limits. */
export function TenantSummary({ tenant, activeKeys }: { tenant: TenantView; activeKeys: number }) {
  const { limits, plan } = tenant;
  const { credit } = shellPlan(tenant);
  return (
    <div className="grid gap-4 md:grid-cols-3">
      <Card>
        <Stat label="Plan" value={plan.name} note={trialEnd(tenant.trialEndsAt)} />
      </Card>
      <Card>
        {credit ? (
          <Stat label="Credit left" value={credit.left} note={`of ${dollars(tenant.credit.grantedNano)}`} />
        ) : (
          <Stat label="Embeddings" value="Unlimited" note="Flat plan: usage is counted, not billed." />
        )}
      </Card>
      <Card>
        <Stat label="Active keys" value={activeKeys} note={`of ${shortCount(limits.keysMax)} in the plan`} />
      </Card>
      <Card title="Limits" description="What all keys of this tenant may use together." className="md:col-span-3">
        <KeyValue
          items={[
            { name: 'Requests a minute', value: shortCount(limits.requestsPerMinuteTenantMax), mono: true },
            { name: 'Tokens a minute', value: shortCount(limits.tokensPerMinuteTenantMax), mono: true },
            { name: 'Tokens a request', value: shortCount(limits.tokensPerRequestMax), mono: true },
            { name: 'Requests in flight', value: shortCount(limits.requestsInFlightMax), mono: true },
            { name: 'Models', value: plan.models.join(', '), mono: true },
          ]}
        />
      </Card>
    </div>
  );
}

function trialEnd(endsAt: Date | null): string | undefined {
  return endsAt ? `Ends ${endsAt.toISOString().slice(0, 10)}` : undefined;
}
