'use client';

import { batchTokenCost, tokenCost } from '@gridsky/api/domain';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { Card } from '../../ui/card.tsx';
import { ChartTooltip } from '../../ui/chart-tooltip.tsx';
import { CostAxes } from './cost-axes.tsx';
import { costFrame, HEIGHT } from './cost-frame.ts';
import { CostLines, CostMarks } from './cost-lines.tsx';
import { CostTable } from './cost-table.tsx';
import type { Estimate } from './estimate.ts';
import { moneyText, shortTokens } from './money-text.ts';

/** Cost against volume: the meter's line, the plans' levels, and the marks where they cross. */
export function CostChart({ result }: { result: Estimate }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(720);
  const [tokens, setTokens] = useState<number | null>(null);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, entry.contentRect.width)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  const frame = costFrame(result, width);
  const price = result.model.pricePerMillionNano;
  const follow = (event: PointerEvent<SVGSVGElement>) =>
    setTokens(frame.tokensAt(event.clientX - event.currentTarget.getBoundingClientRect().left));
  return (
    <Card
      title="When flat beats metered"
      description="Cost of a month against its tokens. There is no meter after the trial: the list price is what one would ask."
    >
      <figure className="grid grid-cols-1 gap-3">
        <figcaption className="flex flex-wrap gap-x-5 gap-y-1 text-13">
          {price === 0n ? null : (
            <>
              <Legend colour="var(--chart-1)" name="List price" />
              <Legend colour="var(--chart-1)" name="In batches" isDashed />
            </>
          )}
          {frame.plans.map(({ plan, colour, priceNano }) => (
            <Legend key={plan.id} colour={colour} name={`${plan.name}, ${moneyText(priceNano)}`} />
          ))}
        </figcaption>
        <div ref={box} className="relative min-w-0">
          {/* The table below says the same in words. */}
          <svg
            role="img"
            aria-label={`Cost of a month with ${result.model.id} against its tokens, both axes logarithmic`}
            width="100%"
            height={HEIGHT}
            viewBox={`0 0 ${width} ${HEIGHT}`}
            className="block touch-pan-y"
            onPointerMove={follow}
            onPointerDown={follow}
            onPointerLeave={() => setTokens(null)}
          >
            <CostAxes frame={frame} />
            <CostLines frame={frame} result={result} at={tokens} />
            <CostMarks frame={frame} />
          </svg>
          {tokens === null ? null : (
            <div
              className="pointer-events-none absolute top-4"
              // Slides along itself from edge to edge, so that it never leaves the chart, however narrow.
              style={{ left: frame.x(tokens), translate: `${(-100 * frame.x(tokens)) / width}%` }}
            >
              <ChartTooltip
                shown
                title={`${shortTokens(tokens)} tokens a month`}
                rows={[
                  ...frame.plans.map(({ plan, colour, priceNano, capacityTokens }) => ({
                    name: plan.name,
                    value: tokens > capacityTokens ? 'over its limits' : moneyText(priceNano),
                    colour,
                  })),
                  { name: 'In batches', value: moneyText(batchTokenCost(tokens, price)), colour: 'var(--chart-1)' },
                  { name: 'List price', value: moneyText(tokenCost(tokens, price)), colour: 'var(--chart-1)' },
                ]}
              />
            </div>
          )}
        </div>
        <CostTable result={result} volumes={frame.scale.tokens.ticks} />
      </figure>
    </Card>
  );
}

function Legend({ colour, name, isDashed }: { colour: string; name: string; isDashed?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span
        className={isDashed ? 'w-4 border-t-2 border-dashed' : 'w-4 border-t-2'}
        style={{ borderColor: colour }}
        aria-hidden
      />
      {name}
    </span>
  );
}
