import { Card } from './card.tsx';
import { Skeleton } from './skeleton.tsx';

/** A page on its way: its header and as many cards as it will have, each of about its height. */
export function PageSkeleton({ cards = ['h-80'] }: { cards?: readonly string[] }) {
  return (
    <div aria-busy="true">
      <p className="sr-only" role="status">
        Loading
      </p>
      <div className="grid gap-2 pb-6">
        <Skeleton height="h-6" className="w-40" />
        <Skeleton className="w-full max-w-md" />
      </div>
      <div className="grid gap-4">
        {cards.map((height, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders stay in their places.
          <Card key={index}>
            <Skeleton height={height} />
          </Card>
        ))}
      </div>
    </div>
  );
}
