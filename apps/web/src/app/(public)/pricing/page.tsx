import type { Metadata } from 'next';
import { connection } from 'next/server';
import { environment } from '../../../env.ts';
import { ListPrices } from '../../../features/pricing/list-prices.tsx';
import { PlanTable } from '../../../features/pricing/plan-table.tsx';
import { Section } from '../../../features/site/section.tsx';
import { Button } from '../../../ui/button.tsx';
import { Link } from '../../../ui/link.tsx';

export const metadata: Metadata = {
  title: 'Pricing',
  description: 'Flat plans without a meter, and a trial that stops at its credit.',
};

export default async function PricingPage() {
  // How the trial is given is a setting of the running server, not of the build.
  await connection();
  const { trialMode } = environment();
  return (
    <div className="grid gap-16 pt-12">
      <header className="grid max-w-2xl gap-4">
        <h1 className="text-40 font-semibold tracking-[-0.025em]">Flat plans, no meter</h1>
        <p className="text-16 text-ink-muted">
          A plan costs the same however many vectors you compute. Usage is counted so that you see it, and so that
          limits hold. The trial {trialMode === 'paid' ? 'is bought once, ' : ''}pays list price from its credit and
          stops when it is used up; nothing is billed after it.
        </p>
        <div className="flex flex-wrap gap-3">
          <Button asChild variant="primary" size="lg">
            <Link href="/sign-up">Create account</Link>
          </Button>
          <Button asChild size="lg">
            <Link href="/estimator">Estimate a job</Link>
          </Button>
        </div>
      </header>
      <PlanTable trialMode={trialMode} />
      <Section
        title="List prices"
        intro="What a million tokens takes from the trial's credit. Flat plans pay none of it."
      >
        <ListPrices />
      </Section>
      <p className="max-w-2xl text-16 text-ink-muted">
        You run Gridsky yourself? Then these are the plans it starts with: the operator edits limits and prices, and may
        give any tenant its own.
      </p>
    </div>
  );
}
