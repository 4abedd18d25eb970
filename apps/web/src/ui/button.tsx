import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

/** A button, or with `asChild` the styles of one on a link. `busy` keeps its width, shows a spinner and refuses clicks. */
export function Button({ variant, size, asChild, busy, className, disabled, children, ...rest }: ButtonProps) {
  const classes = classNames(buttonStyles({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type="button" className={classes} disabled={disabled || busy} aria-busy={busy || undefined} {...rest}>
      {busy ? <LoaderCircle className="absolute size-4 animate-spin" aria-hidden /> : null}
      <span className={classNames('inline-flex items-center gap-1.5', busy && 'opacity-0')}>{children}</span>
    </button>
  );
}

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonStyles> {
  asChild?: boolean;
  busy?: boolean;
}

const buttonStyles = cva(
  [
    'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap',
    'transition-colors select-none disabled:pointer-events-none disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary: 'bg-accent-fill text-on-accent hover:bg-accent-fill-hover',
        secondary: 'border border-line bg-surface text-ink hover:bg-hover',
        ghost: 'text-ink-muted hover:bg-hover hover:text-ink',
        danger: 'bg-bad-fill text-on-bad hover:bg-bad-fill-hover',
      },
      size: {
        md: 'control-height px-3 text-14',
        lg: 'h-10 px-4 text-14',
        sm: 'h-7 px-2 text-13 pointer-coarse:h-9',
        icon: 'control-height w-8 px-0 pointer-coarse:w-9',
        'icon-sm': 'size-7 px-0 pointer-coarse:size-9',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);
