'use client';

import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { linesOf } from './tools.ts';

/** Texts, one a line, typed or from a file. */
export function TextsField({ label, hint, value, onChange, error, mayUpload, rows }: TextsFieldProps) {
  const file = useRef<HTMLInputElement>(null);
  const count = linesOf(value).length;
  return (
    <Field
      label={label}
      hint={`${hint} ${count} ${count === 1 ? 'line' : 'lines'}.`}
      error={error}
      action={
        mayUpload ? (
          <>
            <input
              ref={file}
              type="file"
              accept=".txt,.md,.csv,text/plain"
              className="sr-only"
              tabIndex={-1}
              aria-label={`${label} from a file`}
              onChange={async ({ target }) => {
                const [chosen] = target.files ?? [];
                if (chosen) onChange(await chosen.text());
                target.value = '';
              }}
            />
            <Button size="sm" variant="ghost" onClick={() => file.current?.click()}>
              <Upload aria-hidden />
              From a file
            </Button>
          </>
        ) : undefined
      }
    >
      {(control) => (
        <Textarea
          {...control}
          rows={rows}
          spellCheck={false}
          className="max-h-96"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

interface TextsFieldProps {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  error?: string;
  mayUpload: boolean;
  rows: number;
}
