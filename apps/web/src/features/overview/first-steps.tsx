import type { FirstSteps as Steps } from '@gridsky/api/services';
import { Circle, CircleCheck } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Link } from '../../ui/link.tsx';

/** What a new tenant does first; ticks itself and is gone once all is done. The first open step has the button. `models`: those of the plan. */
export function FirstSteps({ steps, models }: { steps: Steps; models: readonly string[] }) {
  const list = [
    {
      done: steps.keyMade,
      title: 'Make a key',
      text: 'It says who asks. You see it once.',
      href: '/quickstart',
      action: 'Open Quickstart',
    },
    {
      done: steps.requestServed,
      title: 'Send the first request',
      text: 'From curl, Python, TypeScript or the page itself.',
      href: '/quickstart',
      action: 'Open Quickstart',
    },
    {
      done: steps.severalServed,
      title: 'Embed several texts at once',
      text: `Up to 2,048 in one request.${models.length > 1 ? ' Trying a second model counts, too.' : ''}`,
      href: '/models',
      action: 'See models',
    },
  ];
  const next = list.find((step) => !step.done);
  if (!next) return null;
  return (
    <Card title="First steps" description={`${list.filter((step) => step.done).length} of ${list.length} done`}>
      <ol className="grid gap-x-6 gap-y-4 md:grid-cols-3">
        {list.map((step) => (
          <li key={step.title} className="flex gap-2.5">
            {step.done ? (
              <CircleCheck className="mt-0.5 size-4 shrink-0 text-good-ink" aria-label="Done" role="img" />
            ) : (
              <Circle className="mt-0.5 size-4 shrink-0 text-ink-faint" aria-label="Open" role="img" />
            )}
            <div className="grid content-start justify-items-start gap-0.5">
              <p className={classNames('font-medium', step.done && 'text-ink-muted')}>{step.title}</p>
              <p className="text-13 text-ink-muted">{step.text}</p>
              {step === next ? (
                <Button asChild variant="primary" className="mt-2">
                  <Link href={step.href}>{step.action}</Link>
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
