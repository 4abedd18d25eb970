'use client';

import { listModelFiles } from '@gridsky/api/domain';
import type { PrivateModelView } from '@gridsky/api/services';
import { FileCheck2, FileUp } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { bytesText } from '../estimator/index-size.ts';
import { type ChosenFiles, chooseFiles, stillMissing } from './choose-files.ts';
import { filesOfDrop, filesOfInput, type PickedFile } from './picked-files.ts';
import type { UploadProgress } from './use-file-uploads.ts';

/** The files of an uploaded model: what is there, what is chosen, and how far it is on its way. */
export function ModelFilesField({ row, chosen, progress, error, onChoose }: ModelFilesFieldProps) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const labelId = useId();
  const uploaded = listModelFiles(row?.upload ?? null);
  const missing = stillMissing(
    chosen.files,
    uploaded.map(({ name }) => name),
  );
  const pick = (picked: PickedFile[]) => onChoose(chooseFiles(picked));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void filesOfDrop(event.dataTransfer).then(pick);
  };
  return (
    <fieldset aria-labelledby={labelId} className="grid min-w-0 gap-1.5">
      <span id={labelId} className="text-13 font-medium">
        Files
      </span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the buttons inside are the first. */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classNames('grid gap-3 rounded-md border border-dashed p-3', isOver && 'border-accent bg-hover')}
      >
        <div className="flex flex-wrap items-center gap-2">
          <Button size="sm" onClick={() => files.current?.click()} disabled={progress !== null}>
            <FileUp aria-hidden />
            Choose files
          </Button>
          <Button size="sm" onClick={() => folder.current?.click()} disabled={progress !== null}>
            Choose a folder
          </Button>
          <span className="text-13 text-ink-muted">or drop either here</span>
        </div>
        <input
          ref={files}
          type="file"
          multiple
          accept=".onnx,.json"
          aria-label="Files of the model"
          className="hidden"
          onChange={(event) => pick(filesOfInput(event.target.files))}
        />
        <input
          ref={(input) => {
            folder.current = input;
            // React knows no such attribute; browsers do.
            input?.setAttribute('webkitdirectory', '');
          }}
          type="file"
          multiple
          aria-label="Folder of the model"
          className="hidden"
          onChange={(event) => pick(filesOfInput(event.target.files))}
        />
        {uploaded.length + chosen.files.length > 0 ? (
          <ul className="grid gap-1">
            {uploaded
              .filter(({ name }) => !chosen.files.some((one) => one.name === name))
              .map(({ name, bytes }) => (
                <FileLine key={name} name={name} bytes={bytes} note="uploaded" />
              ))}
            {chosen.files.map(({ name, file }) => (
              <FileLine key={name} name={name} bytes={file.size} note="to be sent" isNew />
            ))}
          </ul>
        ) : null}
        {progress ? <Progress {...progress} /> : null}
      </div>
      <p
        role={error ? 'alert' : undefined}
        className={classNames('text-13', error ? 'text-bad-ink' : 'text-ink-muted')}
      >
        {error ??
          (missing.length > 0
            ? `Needed: ${missing.join(', ')}. Settings of sentence-transformers and gridsky.json are heeded where there are any.`
            : row
              ? 'Another file is another version: it is tested anew before it serves.'
              : 'They are checked before anything runs them, and run in a process of their own.')}
        {chosen.leftOut.length > 0 ? ` Left out: ${shortened(chosen.leftOut)}.` : null}
      </p>
    </fieldset>
  );
}

interface ModelFilesFieldProps {
  row: PrivateModelView | null;
  chosen: ChosenFiles<File>;
  /** null: nothing is being sent. */
  progress: UploadProgress | null;
  error: string | undefined;
  onChoose: (chosen: ChosenFiles<File>) => void;
}

function FileLine({ name, bytes, note, isNew = false }: FileLineProps) {
  const Icon = isNew ? FileUp : FileCheck2;
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-2 text-13">
      <Icon className="size-4 shrink-0 text-ink-muted" aria-hidden />
      <code className="wrap-anywhere">{name}</code>
      <span className="ml-auto shrink-0 text-ink-muted">
        <span className="figures">{bytesText(bytes)}</span> {note}
      </span>
    </li>
  );
}

interface FileLineProps {
  name: string;
  bytes: number;
  note: string;
  isNew?: boolean;
}

function Progress({ name, sent, total }: UploadProgress) {
  const share = total > 0 ? Math.min(1, sent / total) : 1;
  return (
    <div className="grid gap-1.5">
      <div className="flex justify-between gap-3 text-13">
        <span className="min-w-0 truncate">
          Sending <code>{name}</code>
        </span>
        <span className="figures shrink-0 text-ink-muted">
          {bytesText(sent)} of {bytesText(total)}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label="Upload"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        className="h-1.5 overflow-hidden rounded-full bg-hover"
      >
        <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}

function shortened(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => name.split('/').at(-1));
  return names.length > 3 ? `${shown.join(', ')} and ${names.length - 3} more` : shown.join(', ');
}
