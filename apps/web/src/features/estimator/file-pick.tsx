import { X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { NativeSelect } from '../../ui/native-select.tsx';
import type { Pick } from './count/documents.ts';
import { bytesText } from './index-size.ts';
import type { SourceFile } from './source-files.ts';

/** A chosen file: its name, and which of its columns or fields hold the text. */
export function FilePick({ source, onPick, onRemove }: FilePickProps) {
  const { file, kind, choices, pick } = source;
  const columns = pick.columns ?? [];
  return (
    <section aria-label={file.name} className="grid gap-3 rounded-lg border p-3">
      <div className="flex items-center gap-2">
        <p className="min-w-0 flex-1 truncate font-medium">{file.name}</p>
        <p className="figures text-13 text-ink-muted">{bytesText(file.size)}</p>
        <Button variant="ghost" size="icon" aria-label={`Remove ${file.name}`} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      </div>
      {kind === 'csv' ? (
        <fieldset className="grid gap-1.5">
          <legend className="pb-1.5 text-13 text-ink-muted">Columns that hold the text; each row is a document</legend>
          {choices.map(({ name, sample }, at) => (
            <Checkbox
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are what they are by their place; names may repeat.
              key={at}
              label={name}
              hint={<span className="line-clamp-1 break-all">{sample}</span>}
              checked={columns.includes(at)}
              disabled={columns.length === 1 && columns[0] === at}
              onChange={(isOn) =>
                onPick({ columns: isOn ? [...columns, at].sort((a, b) => a - b) : columns.filter((one) => one !== at) })
              }
            />
          ))}
        </fieldset>
      ) : null}
      {kind === 'jsonl' && choices.length > 1 ? (
        <NativeSelect
          aria-label={`Field of ${file.name} that holds the text`}
          value={pick.path ?? ''}
          onChange={(path) => onPick({ path })}
          options={choices
            .filter(({ name }) => name !== '')
            .map(({ name, sample }) => ({ value: name, label: sample ? `${name}: ${sample.slice(0, 40)}` : name }))}
        />
      ) : null}
      {kind === 'jsonl' && choices.length === 1 ? (
        <p className="text-13 text-ink-muted">
          Each line is a document{pick.path ? `, its text under ${pick.path}` : ''}.
        </p>
      ) : null}
    </section>
  );
}

interface FilePickProps {
  source: SourceFile;
  onPick: (pick: Pick) => void;
  onRemove: () => void;
}
