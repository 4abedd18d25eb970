import type { PricedModel } from '@gridsky/api/domain';
import { Button } from '../../ui/button.tsx';
import { FormError } from '../../ui/form-error.tsx';
import type { CountState } from './count-runner.ts';
import { countText } from './money-text.ts';
import type { Counted } from './settings.ts';

/** Where the count stands: progress with a way out, the sums, or why it failed. */
export function CountStatus({ state, counted, isExact, model, byApi, onCancel, onRetry }: CountStatusProps) {
  if (state.is === 'counting') {
    return (
      <div className="grid gap-2">
        <div className="flex items-center gap-3">
          <div
            role="progressbar"
            aria-label="Counting"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={state.share === null ? undefined : Math.round(state.share * 100)}
            className="h-1.5 min-w-0 flex-1 overflow-hidden rounded-full bg-hover"
          >
            <div
              className={state.share === null ? 'h-full w-1/3 animate-pulse bg-accent' : 'h-full bg-accent'}
              style={state.share === null ? undefined : { width: `${state.share * 100}%` }}
            />
          </div>
          <Button size="sm" onClick={onCancel}>
            Cancel
          </Button>
        </div>
        <p className="text-13 text-ink-muted tabular-nums">
          {countText(state.tokens)} tokens
          {state.documents > 0 ? ` in ${countText(state.documents)} ${plural(state.documents)}` : ''} so far
        </p>
      </div>
    );
  }
  if (state.is === 'failed') {
    return (
      <div className="grid gap-2">
        <FormError message={state.message} />
        <Button size="sm" className="w-fit" onClick={onRetry}>
          Count again
        </Button>
      </div>
    );
  }
  if (state.is === 'cancelled') {
    return (
      <div className="flex items-center gap-3">
        <p className="text-13 text-ink-muted">Cancelled.</p>
        <Button size="sm" onClick={onRetry}>
          Count again
        </Button>
      </div>
    );
  }
  if (!counted) {
    return state.is === 'done' ? <p className="text-13 text-ink-muted">There is no text in what you chose.</p> : null;
  }
  const { documents, tokens, vectors } = counted;
  return (
    <p role="status" className="text-13 text-ink-muted tabular-nums">
      <strong className="font-medium text-ink">{countText(tokens)} tokens</strong> in {countText(documents)}{' '}
      {plural(documents)}
      {vectors > documents ? `, cut into ${countText(vectors)} chunks` : ''}.{' '}
      {isExact
        ? model.bundled || byApi
          ? 'Counted with the model’s own tokenizer: what the API would bill.'
          : `Counted with the bundled models’ tokenizer; ${model.id} has its own.`
        : 'Counted by whoever sent this link.'}
    </p>
  );
}

function plural(documents: number): string {
  return documents === 1 ? 'document' : 'documents';
}

interface CountStatusProps {
  state: CountState;
  counted: Counted | null;
  isExact: boolean;
  model: PricedModel;
  byApi: boolean;
  onCancel: () => void;
  onRetry: () => void;
}
