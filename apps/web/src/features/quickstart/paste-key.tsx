'use client';

import { parseSecret } from '@gridsky/api/domain';
import { useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';

/** Takes a key that the reader has stored. It is checked here, by its checksum, and sent nowhere. */
export function PasteKey({ onKey }: { onKey: (secret: string) => void }) {
  const [typed, setTyped] = useState('');
  const [left, setLeft] = useState(false);
  const change = (value: string) => {
    const secret = value.trim();
    setLeft(false);
    if (parseSecret(secret).ok) onKey(secret);
    else setTyped(value);
  };
  return (
    <Field label="Or paste a key" error={left ? complaint(typed.trim()) : undefined}>
      {(control) => (
        <Input
          {...control}
          mono
          value={typed}
          placeholder="sk-live-…"
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          onChange={(event) => change(event.target.value)}
          onPaste={() => setTimeout(() => setLeft(true))}
          onBlur={() => setLeft(true)}
        />
      )}
    </Field>
  );
}

function complaint(typed: string): string | undefined {
  if (typed === '') return undefined;
  const parsed = parseSecret(typed);
  if (parsed.ok) return undefined;
  return parsed.reason === 'damaged'
    ? 'A character is missing or wrong. Copy the key again, whole.'
    : 'A key begins with sk-live- or sk-test-.';
}
