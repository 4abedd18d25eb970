import { connection } from 'next/server';
import { environment } from '../../env.ts';
import { Comparison } from '../../features/landing/comparison.tsx';
import { MeaningMap } from '../../features/landing/meaning-map.tsx';
import { Proof } from '../../features/landing/proof.tsx';
import { answerSample, landingSamples } from '../../features/landing/samples.ts';
import { PlanTable } from '../../features/pricing/plan-table.tsx';
import { Section } from '../../features/site/section.tsx';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Link } from '../../ui/link.tsx';

export default async function LandingPage() {
  // The address of the API is a setting of the running server, not of the build.
  await connection();
  const { apiPublicUrl, trialMode } = environment();
  return (
    <div className="grid gap-24 pt-8 sm:pt-14">
      <div className="grid gap-10">
        <div className="flex flex-wrap items-end justify-between gap-x-12 gap-y-6">
          <div className="grid gap-2">
            <h1 className="text-40 font-semibold tracking-[-0.03em]">Your own embeddings API.</h1>
            <p className="text-20 text-ink-muted">OpenAI-compatible, multilingual, on your machine in one command.</p>
            <p className="max-w-xl pt-1 text-16 text-ink-muted">
              It turns text into vectors: near meanings are near numbers, in every language below. That is what search,
              near-duplicates, classes and clusters are made of.
            </p>
          </div>
          <div className="flex flex-wrap items-center gap-3">
            <Button asChild variant="primary" size="lg">
              <Link href="/sign-up">Create account</Link>
            </Button>
            <Button asChild size="lg">
              <Link href="/docs">Read the docs</Link>
            </Button>
            <code className="rounded-md border bg-surface px-3 py-2.5 text-13 leading-none">npm start</code>
          </div>
        </div>
        <MeaningMap />
      </div>
      <Section
        title="Change two lines"
        intro="The client you already use, with another base_url and api_key. Nothing is truncated, nothing is cached: every request computes its vectors."
      >
        <div className="grid gap-4 md:grid-cols-2">
          <CodeBlock label="Call the API" samples={landingSamples(apiPublicUrl)} />
          <CodeBlock label="What comes back" samples={[answerSample]} />
        </div>
      </Section>
      <Section
        title="Promises with a command"
        intro="Each line is a test or a measurement that you can run on your own machine."
      >
        <Proof />
      </Section>
      <Section title="Beside a hosted vendor">
        <Comparison />
      </Section>
      <Section title="Plans" intro="Flat, without a meter. The trial stops at its credit; nothing is billed after it.">
        <PlanTable trialMode={trialMode} />
      </Section>
    </div>
  );
}
