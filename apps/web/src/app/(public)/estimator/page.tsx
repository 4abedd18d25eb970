import { readPriceTable } from '@gridsky/api/services';
import type { Metadata } from 'next';
import { EstimatorView } from '../../../features/estimator/estimator-view.tsx';
import { readSettings } from '../../../features/estimator/settings.ts';
import { database } from '../../../features/session/database.server.ts';

export const metadata: Metadata = {
  title: 'Estimator',
  description:
    'What your embeddings cost: exact tokens, list price, the flat plan that fits, and other vendors’ prices.',
};

type Query = Record<string, string | string[] | undefined>;

export default async function EstimatorPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const get = (name: string) => [query[name]].flat()[0] ?? null;
  return (
    <div className="grid gap-8 pt-12">
      <header className="grid max-w-2xl gap-4">
        <h1 className="text-40 font-semibold tracking-[-0.025em]">What will it cost?</h1>
        <p className="text-16 text-ink-muted">
          Say how much you embed, or count your own text: it is counted in this browser with the models’ own tokenizer,
          and never leaves it.
        </p>
      </header>
      <EstimatorView table={await readPriceTable(database(), null)} initial={readSettings({ get })} path="/estimator" />
    </div>
  );
}
