'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, type ButtonProps } from './button.tsx';

/** Copies `text` and says so for two seconds. Without `label` it is an icon. If the browser refuses, it says that. */
export function CopyButton({ text, label, name = 'Copy', onCopied, ...button }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setState(copied ? 'copied' : 'refused');
    if (copied) onCopied?.();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState('idle'), 2000);
  };
  const said = { idle: '', copied: 'Copied', refused: 'Select the text and copy it' }[state];
  return (
    <Button
      variant={label ? 'secondary' : 'ghost'}
      size={label ? 'md' : 'icon'}
      aria-label={label ? undefined : name}
      onClick={copy}
      {...button}
    >
      {state === 'copied' ? <Check className="text-good-ink" aria-hidden /> : <Copy aria-hidden />}
      {label ? (state === 'idle' ? label : said) : null}
      <span role="status" className="sr-only">
        {said}
      </span>
    </Button>
  );
}

interface CopyButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'className'> {
  text: string;
  label?: string;
  /** The accessible name when there is no label. */
  name?: string;
  onCopied?: () => void;
}
