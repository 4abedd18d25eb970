'use client';

import { batchTokenCost, tokenCost } from '@gridsky/api/domain';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { Card } from '../../ui/card.tsx';
import { ChartTooltip } from '../../ui/chart-tooltip.tsx';
import { asDollars, costScale, listAt } from './cost-scale.ts';
import { CostTable } from './cost-table.tsx';
import type { Estimate } from './estimate.ts';
import { moneyText, shortTokens } from './money-text.ts';

const HEIGHT = 300;
const EDGE = { top: 16, right: 16, bottom: 40, left: 64 };
const planColours = ['var(--chart-2)', 'var(--chart-3)', 'var(--chart-4)', 'var(--chart-5)', 'var(--chart-6)'];

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

  const scale = costScale(result);
  const x = (value: number) => EDGE.left + scale.tokens.place(value) * (width - EDGE.left - EDGE.right);
  const y = (value: number) => HEIGHT - EDGE.bottom - scale.dollars.place(value) * (HEIGHT - EDGE.top - EDGE.bottom);
  const price = result.model.pricePerMillionNano;
  const plans = result.plans
    .filter(({ included }) => included)
    .map((fit, at) => ({ ...fit, colour: planColours[at % planColours.length] ?? 'var(--chart-other)' }));
  const line = (factor: number) =>
    [scale.tokens.min, scale.tokens.max].map((at) => `${x(at)},${y(listAt(result, at) * factor)}`).join(' ');
  const { tokensOnce, tokensMonthly } = result.job;
  const areApart = tokensMonthly > 0 && Math.abs(x(tokensOnce + tokensMonthly) - x(tokensMonthly)) > 3;
  const volumes = [
    { name: areApart || tokensMonthly === 0 ? 'first month' : 'each month', tokens: tokensOnce + tokensMonthly },
    ...(areApart ? [{ name: 'each month after', tokens: tokensMonthly }] : []),
  ].filter((volume) => volume.tokens > 0);
  const ticks = scale.tokens.ticks.filter((_, at) => width > 520 || at % 2 === 0);

  const follow = (event: PointerEvent<SVGSVGElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    const place = (event.clientX - left - EDGE.left) / (width - EDGE.left - EDGE.right);
    setTokens(place < 0 || place > 1 ? null : Math.round(scale.tokens.valueAt(place)));
  };
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
          {plans.map(({ plan, colour, priceNano }) => (
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
            <clipPath id="cost-area">
              <rect
                x={EDGE.left}
                y={EDGE.top}
                width={width - EDGE.left - EDGE.right}
                height={HEIGHT - EDGE.top - EDGE.bottom}
              />
            </clipPath>
            <g stroke="var(--line)">
              {scale.dollars.ticks.map((tick) => (
                <line key={tick} x1={EDGE.left} x2={width - EDGE.right} y1={y(tick)} y2={y(tick)} />
              ))}
            </g>
            <g fill="var(--ink-muted)" fontSize={12}>
              {scale.dollars.ticks.map((tick) => (
                <text key={tick} x={EDGE.left - 8} y={y(tick) + 4} textAnchor="end">
                  {axisDollars(tick)}
                </text>
              ))}
              {ticks.map((tick) => (
                <text key={tick} x={x(tick)} y={HEIGHT - EDGE.bottom + 18} textAnchor="middle">
                  {axisTokens(tick)}
                </text>
              ))}
              <text x={width - EDGE.right} y={HEIGHT - 6} textAnchor="end">
                tokens a month
              </text>
            </g>
            <g clipPath="url(#cost-area)">
              {volumes.map((volume) => (
                <line
                  key={volume.name}
                  x1={x(volume.tokens)}
                  x2={x(volume.tokens)}
                  y1={EDGE.top}
                  y2={HEIGHT - EDGE.bottom}
                  stroke="var(--line-strong)"
                  strokeDasharray="2 3"
                />
              ))}
              {plans.map(({ plan, colour, priceNano, capacityTokens }) => (
                <line
                  key={plan.id}
                  x1={EDGE.left}
                  x2={x(Math.min(capacityTokens, scale.tokens.max))}
                  y1={y(asDollars(priceNano))}
                  y2={y(asDollars(priceNano))}
                  stroke={colour}
                  strokeWidth={2}
                />
              ))}
              {price === 0n ? null : (
                <>
                  <polyline
                    points={line(0.5)}
                    fill="none"
                    stroke="var(--chart-1)"
                    strokeWidth={1.5}
                    strokeDasharray="5 4"
                  />
                  <polyline points={line(1)} fill="none" stroke="var(--chart-1)" strokeWidth={2} />
                </>
              )}
              {tokens === null ? null : (
                <line x1={x(tokens)} x2={x(tokens)} y1={EDGE.top} y2={HEIGHT - EDGE.bottom} stroke="var(--ink-muted)" />
              )}
            </g>
            {volumes.map((volume, at) => {
              const isRight = x(volume.tokens) > width * 0.6;
              return (
                <text
                  key={volume.name}
                  x={x(volume.tokens) + (isRight ? -6 : 6)}
                  y={EDGE.top + 12 + at * 16}
                  textAnchor={isRight ? 'end' : 'start'}
                  fill="var(--ink-muted)"
                  fontSize={12}
                  paintOrder="stroke"
                  stroke="var(--surface)"
                  strokeWidth={4}
                >
                  {volume.name}
                </text>
              );
            })}
            {plans.map(({ plan, priceNano, crossingTokens, colour }) =>
              crossingTokens === null ? null : (
                <g key={plan.id}>
                  <circle
                    cx={x(crossingTokens)}
                    cy={y(asDollars(priceNano))}
                    r={5}
                    fill={colour}
                    stroke="var(--surface)"
                    strokeWidth={2}
                  />
                  <text
                    x={x(crossingTokens) - 9}
                    y={y(asDollars(priceNano)) - 7}
                    textAnchor="end"
                    fontSize={12}
                    fill="var(--ink)"
                    paintOrder="stroke"
                    stroke="var(--surface)"
                    strokeWidth={3}
                  >
                    {shortTokens(crossingTokens)}
                  </text>
                </g>
              ),
            )}
          </svg>
          {tokens === null ? null : (
            <div
              className="pointer-events-none absolute top-4"
              // Slides along itself from edge to edge, so that it never leaves the chart, however narrow.
              style={{ left: x(tokens), translate: `${(-100 * x(tokens)) / width}%` }}
            >
              <ChartTooltip
                shown
                title={`${shortTokens(tokens)} tokens a month`}
                rows={[
                  ...plans.map(({ plan, colour, priceNano, capacityTokens }) => ({
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
        <CostTable result={result} volumes={[...scale.tokens.ticks]} />
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

function axisDollars(value: number): string {
  return value < 1 ? `$${value.toFixed(Math.round(-Math.log10(value)))}` : `$${value.toLocaleString('en-US')}`;
}

function axisTokens(value: number): string {
  return value < 1_000_000 ? `${value / 1_000} K` : shortTokens(value);
}
