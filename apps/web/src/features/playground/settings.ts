import { TOOLS, type Tool } from './tools.ts';

/** What the page shows, in its address; the texts are not in it, they may be anybody's. */
export interface Settings {
  tool: Tool;
  /** null: the first model of the plan. */
  model: string | null;
  /** null: the full width. */
  dimensions: number | null;
  /** A second model whose result stands beside; null: none. */
  beside: string | null;
}

/** The settings of a query string. What is missing or wrong becomes the default: a link from anywhere opens. */
export function readSettings(query: { get(name: string): string | null }): Settings {
  const tool = TOOLS.find((one) => one === query.get('tool')) ?? 'compare';
  const dimensions = Number(query.get('dimensions'));
  return {
    tool,
    model: query.get('model'),
    dimensions: Number.isInteger(dimensions) && dimensions > 0 ? dimensions : null,
    beside: query.get('beside'),
  };
}

export function playgroundPath({ tool, model, dimensions, beside }: Settings): string {
  const query = new URLSearchParams();
  if (tool !== 'compare') query.set('tool', tool);
  if (model) query.set('model', model);
  if (dimensions) query.set('dimensions', String(dimensions));
  if (beside) query.set('beside', beside);
  const text = query.toString();
  return text === '' ? '/playground' : `/playground?${text}`;
}
