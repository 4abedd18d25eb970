import {
  BUNDLED_MODELS,
  formatDollars,
  KEY_SCOPES,
  PERMISSION_TEXTS,
  PLANS,
  ROLES,
  roleMay,
  SCOPE_RIGHTS,
  scopeMay,
} from '@gridsky/api/domain';
import { planRows } from '../pricing/plan-terms.ts';

/** A table of the documentation that comes from the code; cells are Markdown as far as `code` goes. */
export interface FactTable {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

const rightNames: Record<keyof typeof SCOPE_RIGHTS, string> = {
  'models:list': 'list models',
  'tokens:count': 'count tokens',
  'usage:read': 'read its tenant’s usage',
  'embeddings:create': 'create embeddings',
  'models:write': 'add, test, change and remove its tenant’s own models',
  'models:upload': 'upload files of its tenant’s own models',
};

/** Tables by the name that pages call them with: `<ModelFacts />`. */
export const factTables: Readonly<Record<string, FactTable>> = {
  ModelFacts: {
    head: ['Model', 'Width', '`dimensions`', 'Longest text', 'List price'],
    rows: BUNDLED_MODELS.map((model) => [
      `\`${model.id}\``,
      count(model.dimensions),
      model.allowedDimensions.join(', '),
      `${count(model.maxInputTokens)} tokens`,
      `$${formatDollars(model.pricePerMillionNano)} per million tokens`,
    ]),
  },
  PlanFacts: {
    head: ['', ...PLANS.map(({ name }) => name)],
    rows: planRows.map(({ name, value }) => [name, ...PLANS.map((plan) => value(plan))]),
  },
  ScopeFacts: {
    head: ['A key may', ...KEY_SCOPES.map((scope) => `\`${scope}\``)],
    rows: entriesOf(SCOPE_RIGHTS).map(([right]) => [
      rightNames[right],
      ...KEY_SCOPES.map((scope) => yesNo(scopeMay(scope, right))),
    ]),
  },
  RoleFacts: {
    head: ['A member may', ...ROLES],
    rows: entriesOf(PERMISSION_TEXTS).map(([permission, text]) => [
      text,
      ...ROLES.map((role) => yesNo(roleMay(role, permission))),
    ]),
  },
};

/** A table as Markdown. */
export function factMarkdown({ head, rows }: FactTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function yesNo(yes: boolean): string {
  return yes ? 'yes' : 'no';
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function entriesOf<Key extends string, Value>(record: Record<Key, Value>): [Key, Value][] {
  return Object.entries(record) as [Key, Value][];
}
