/** The most tokens a text may have unless gridsky.json says more: bags of tokens often name a million. */
const maxTokensUnasked = 8192;

/** The first of the fields that holds a positive whole number. */
export function firstNumber(config: Record<string, unknown>, fields: readonly string[]): number | undefined {
  for (const field of fields) {
    const value = config[field];
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  }
  return undefined;
}

/**
 * The longest text in tokens, special ones included: gridsky.json, else sentence-transformers' `max_seq_length`,
 * else the smallest of the limits that the model and the tokenizer name.
 */
export function maxTokensOf(
  asked: number | undefined,
  sentenceTransformers: number | undefined,
  config: Record<string, unknown>,
  tokenizerConfig: Record<string, unknown> | undefined,
): number {
  if (asked !== undefined) return asked;
  const positions = firstNumber(config, ['max_position_embeddings', 'n_positions']);
  const limits = [
    sentenceTransformers,
    positions === undefined ? undefined : positions - reservedPositions(config),
    firstNumber(config, ['max_tokens', 'seq_length']),
    firstNumber(tokenizerConfig ?? {}, ['model_max_length']),
  ];
  return Math.min(maxTokensUnasked, ...limits.filter((limit) => limit !== undefined));
}

/** RoBERTa and its kin count positions from the padding id plus one: 514 positions hold 512 tokens. */
function reservedPositions(config: Record<string, unknown>): number {
  const kind = String(config.model_type ?? '');
  if (!/^(xlm-)?roberta|^camembert|^mpnet/.test(kind)) return 0;
  return (typeof config.pad_token_id === 'number' ? config.pad_token_id : 1) + 1;
}
