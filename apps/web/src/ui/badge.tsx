import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A word about a thing: its plan, scope or kind. Colour is for state only. */
export function Badge({ tone, className, children }: BadgeProps) {
  return <span className={classNames(badgeStyles({ tone }), className)}>{children}</span>;
}

interface BadgeProps extends VariantProps<typeof badgeStyles> {
  className?: string;
  children: ReactNode;
}

const badgeStyles = cva(
  'inline-flex h-5 items-center gap-1 rounded-md px-1.5 text-12 font-medium whitespace-nowrap [&_svg]:size-3',
  {
    variants: {
      tone: {
        neutral: 'bg-hover text-ink-muted',
        accent: 'bg-accent-wash text-accent-ink',
        good: 'bg-good-wash text-good-ink',
        warn: 'bg-warn-wash text-warn-ink',
        bad: 'bg-bad-wash text-bad-ink',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);
