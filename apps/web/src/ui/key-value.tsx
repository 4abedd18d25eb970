import type { ReactNode } from 'react';

/** Names and values, a line each. Values that are ids or numbers go in mono with `mono`. */
export function KeyValue({ items }: { items: readonly KeyValueItem[] }) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-6 gap-y-2">
      {items.map((item) => (
        <div key={item.name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-muted">{item.name}</dt>
          <dd className={item.mono ? 'figures min-w-0 text-13 break-all' : 'min-w-0'}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export interface KeyValueItem {
  name: string;
  value: ReactNode;
  mono?: boolean;
}
