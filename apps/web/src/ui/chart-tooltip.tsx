/** What the pointer is over: a date and the value of each series there. */
export function ChartTooltip({ shown, title, rows }: ChartTooltipProps) {
  if (!shown || rows.length === 0) return null;
  return (
    <div className="grid gap-1 rounded-lg border bg-surface px-3 py-2 text-13 shadow-float">
      <p className="font-medium">{title}</p>
      {rows.toReversed().map((row) => (
        <p key={row.name} className="flex items-center gap-2">
          <span className="size-2.5 shrink-0 rounded-[2px]" style={{ background: row.colour }} aria-hidden />
          <span className="max-w-64 truncate text-ink-muted">{row.name}</span>
          <span className="figures ml-auto pl-4">{row.value}</span>
        </p>
      ))}
    </div>
  );
}

interface ChartTooltipProps {
  shown: boolean;
  title: string;
  rows: { name: string; value: string; colour: string }[];
}
