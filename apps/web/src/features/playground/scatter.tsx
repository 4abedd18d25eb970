'use client';

import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { type PointerEvent, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Mark, markColour } from './mark.tsx';
import type { Points } from './maths/projection.ts';

const SIZE = 1_000;
const ZOOM_MAX = 12;

/** Points as marks that differ by shape and colour. Zoom by buttons, move by dragging; `lit` is told apart from the rest. */
export function Scatter({ points, assignment, texts, lit, onLit }: ScatterProps) {
  const [view, setView] = useState({ zoom: 1, x: 0, y: 0 });
  const drag = useRef<{ x: number; y: number } | null>(null);
  const span = SIZE / view.zoom;
  const within = (value: number, extent: number) => Math.min(SIZE - extent, Math.max(0, value));

  const zoomBy = (factor: number) =>
    setView(({ zoom, x, y }) => {
      const next = Math.min(ZOOM_MAX, Math.max(1, zoom * factor));
      const [before, after] = [SIZE / zoom, SIZE / next];
      const moved = (before - after) / 2;
      return { zoom: next, x: within(x + moved, after), y: within(y + moved, after) };
    });
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (!drag.current) return;
    const scale = span / event.currentTarget.getBoundingClientRect().width;
    const [dx, dy] = [(event.clientX - drag.current.x) * scale, (event.clientY - drag.current.y) * scale];
    drag.current = { x: event.clientX, y: event.clientY };
    setView(({ zoom, x, y }) => ({ zoom, x: within(x - dx, span), y: within(y - dy, span) }));
  };
  const place = (value: number) => 30 + value * (SIZE - 60);
  const shown = lit === null ? null : texts[lit];

  return (
    <div className="grid gap-2">
      <div className="relative">
        <svg
          viewBox={`${view.x} ${view.y} ${span} ${span}`}
          role="img"
          aria-label={`A map of ${points.length} texts; the list of clusters beside it says the same in words.`}
          className="aspect-square w-full touch-pan-y rounded-md border bg-canvas"
          onPointerDown={(event) => {
            if (view.zoom === 1) return;
            drag.current = { x: event.clientX, y: event.clientY };
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={move}
          onPointerUp={() => {
            drag.current = null;
          }}
          onPointerLeave={() => onLit(null)}
        >
          {points.map(({ x, y }, index) => (
            <Mark
              // biome-ignore lint/suspicious/noArrayIndexKey: points are the texts in their order, and never move.
              key={index}
              cluster={assignment[index] ?? 0}
              x={place(x)}
              y={place(y)}
              size={(lit === index ? 26 : 17) / Math.sqrt(view.zoom)}
              isFaint={lit !== null && assignment[lit] !== assignment[index]}
              onPointerEnter={() => onLit(index)}
            />
          ))}
        </svg>
        <div className="absolute top-2 right-2 flex gap-1">
          <Button size="icon" aria-label="Zoom in" onClick={() => zoomBy(1.6)} disabled={view.zoom >= ZOOM_MAX}>
            <ZoomIn aria-hidden />
          </Button>
          <Button size="icon" aria-label="Zoom out" onClick={() => zoomBy(1 / 1.6)} disabled={view.zoom === 1}>
            <ZoomOut aria-hidden />
          </Button>
          <Button
            size="icon"
            aria-label="Whole map"
            onClick={() => setView({ zoom: 1, x: 0, y: 0 })}
            disabled={view.zoom === 1}
          >
            <Maximize2 aria-hidden />
          </Button>
        </div>
      </div>
      <p className="flex min-h-5 items-center gap-2 text-13" aria-live="off">
        {lit === null || shown === undefined || shown === null ? (
          <span className="text-ink-muted">
            Point at a mark to read its text. Near is near; far apart means no more than far.
          </span>
        ) : (
          <>
            <svg viewBox="0 0 40 40" className="size-4 shrink-0" aria-hidden>
              <Mark cluster={assignment[lit] ?? 0} x={20} y={20} size={14} />
            </svg>
            <span className="truncate" style={{ borderColor: markColour(assignment[lit] ?? 0) }}>
              {shown}
            </span>
          </>
        )}
      </p>
    </div>
  );
}

interface ScatterProps {
  points: Points;
  assignment: readonly number[];
  texts: readonly string[];
  /** The text that is pointed at here or in the list. */
  lit: number | null;
  onLit: (index: number | null) => void;
}
