'use client';

import { Card } from '../../ui/card.tsx';
import { ClassesResult } from './classes-result.tsx';
import { CompareResult } from './compare-result.tsx';
import { DuplicatesResult } from './duplicates-result.tsx';
import { MapResult } from './map-result.tsx';
import type { Outcome } from './outcome.ts';
import { SearchResult } from './search-result.tsx';
import type { Ask } from './use-maths.ts';

/** What came out with one model, and what it cost. */
export function OutcomeView({ outcome, ask }: { outcome: Outcome; ask: Ask }) {
  const { model, width, tokens, milliseconds } = outcome;
  return (
    <Card
      title={model}
      description={`${width} dimensions, ${tokens.toLocaleString('en')} ${tokens === 1 ? 'token' : 'tokens'}, ${milliseconds.toLocaleString('en')} ms`}
    >
      <Result outcome={outcome} ask={ask} />
    </Card>
  );
}

function Result({ outcome: { inputs, finding }, ask }: { outcome: Outcome; ask: Ask }) {
  const { texts, second } = inputs;
  switch (finding.tool) {
    case 'compare':
      return <CompareResult texts={texts} matrix={finding.matrix} pair={finding.pair} />;
    case 'search':
      return <SearchResult texts={texts} question={second[0] ?? ''} ranked={finding.ranked} />;
    case 'map':
      return <MapResult texts={texts} finding={finding} ask={ask} />;
    case 'duplicates':
      return <DuplicatesResult texts={texts} matrix={finding.matrix} ask={ask} />;
    case 'classes':
      return <ClassesResult texts={texts} labels={second} chosen={finding.chosen} />;
  }
}
