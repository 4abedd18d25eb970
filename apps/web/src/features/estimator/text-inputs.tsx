'use client';

import type { PricedModel } from '@gridsky/api/domain';
import { FileUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Textarea } from '../../ui/input.tsx';
import { Switch } from '../../ui/switch.tsx';
import type { Lengths } from './count/count-documents.ts';
import type { CountingApi } from './count-runner.ts';
import { CountStatus } from './count-status.tsx';
import { FilePick } from './file-pick.tsx';
import type { Counted } from './settings.ts';
import { openSourceFile, type SourceFile, sourcesOf } from './source-files.ts';
import { useCount } from './use-count.ts';

/** Text and files to count, in this page alone. */
export function TextInputs({ counted, model, api, isExact, onCounted, onForget }: TextInputsProps) {
  const [text, setText] = useState('');
  const [eachLine, setEachLine] = useState(false);
  const [files, setFiles] = useState<SourceFile[]>([]);
  const [problems, setProblems] = useState<string[]>([]);
  const [isOver, setIsOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const lastFile = useRef(0);
  const { state, runner } = useCount((next) => {
    if (next.is === 'done') onCounted(next.lengths, next.openaiPerMille);
    // What shows must not be of other texts than what is here.
    else if (next.is !== 'counting') onForget();
  });

  const recount = (next: { text?: string; eachLine?: boolean; files?: SourceFile[] }) => {
    const now = { text, eachLine, files, ...next };
    setText(now.text);
    setEachLine(now.eachLine);
    setFiles(now.files);
    const sources = sourcesOf(now.files, now.text, now.eachLine);
    if (sources.length > 0) runner().start({ sources, api });
    else runner().stop('idle');
  };
  // Another model may count otherwise.
  const tokenizer = api?.model ?? 'bundled';
  const countedWith = useRef(tokenizer);
  useEffect(() => {
    if (countedWith.current === tokenizer) return;
    countedWith.current = tokenizer;
    if (files.length > 0 || text !== '') recount({});
  });
  const addFiles = async (list: FileList | null) => {
    const opened = await Promise.all(
      [...(list ?? [])].map((file) => openSourceFile(file, `file-${++lastFile.current}`)),
    );
    setProblems(opened.filter((one) => typeof one === 'string'));
    const added = opened.filter((one) => typeof one !== 'string');
    if (added.length > 0) recount({ files: [...files, ...added] });
  };
  return (
    <div className="grid gap-4">
      <Field label="Text">
        {(control) => (
          <Textarea
            {...control}
            className="max-h-64"
            placeholder="Paste text here"
            value={text}
            onChange={({ target }) => recount({ text: target.value })}
          />
        )}
      </Field>
      <Switch label="Each line is a document" checked={eachLine} onChange={(value) => recount({ eachLine: value })} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button does the same. */}
      <div
        className={classNames(
          'grid justify-items-center gap-2 rounded-lg border border-dashed px-4 py-5 text-center transition-colors',
          isOver ? 'border-accent bg-accent-wash' : 'border-line-strong',
        )}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          void addFiles(event.dataTransfer.files);
        }}
      >
        <Button onClick={() => chooser.current?.click()}>
          <FileUp aria-hidden />
          Choose files
        </Button>
        <p className="text-13 text-ink-muted">
          or drop txt, md, csv, jsonl or pdf here.{' '}
          {api
            ? `${model.id} is counted by the API: texts are sent there, free of charge.`
            : 'Files stay in this browser.'}
        </p>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label="Files to count"
          accept=".txt,.md,.markdown,.mdx,.csv,.tsv,.jsonl,.ndjson,.pdf"
          onChange={({ target }) => {
            void addFiles(target.files).then(() => {
              target.value = '';
            });
          }}
        />
      </div>
      {problems.map((problem) => (
        <FormError key={problem} message={problem} />
      ))}
      {files.map((file) => (
        <FilePick
          key={file.id}
          source={file}
          onPick={(pick) => recount({ files: files.map((one) => (one.id === file.id ? { ...one, pick } : one)) })}
          onRemove={() => recount({ files: files.filter((one) => one.id !== file.id) })}
        />
      ))}
      <CountStatus
        state={state}
        counted={counted}
        isExact={isExact}
        model={model}
        byApi={api !== null}
        onCancel={() => runner().stop('cancelled')}
        onRetry={() => recount({})}
      />
    </div>
  );
}

interface TextInputsProps {
  counted: Counted | null;
  model: PricedModel;
  /** null: the browser counts. */
  api: CountingApi | null;
  /** Whether the documents' lengths are known, not only their sums from a link. */
  isExact: boolean;
  onCounted: (lengths: Lengths, openaiPerMille: number | null) => void;
  onForget: () => void;
}
