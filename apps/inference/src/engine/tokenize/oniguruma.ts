/**
 * Rewrites the patterns of a tokenizer.json for the regular expression engine of the official package (Oniguruma),
 * which refuses a look-ahead inside a look-behind: "a character that is not X, of Y", written `(?![X])[Y]` for other
 * engines, becomes the class `[[Y]&&[^X]]`, which means the same single character. Vocabulary is left alone.
 */
export function forOniguruma(tokenizerJson: string): string {
  const tokenizer = JSON.parse(tokenizerJson) as Record<string, unknown>;
  for (const part of ['normalizer', 'pre_tokenizer', 'post_processor', 'decoder']) {
    tokenizer[part] = rewritePatterns(tokenizer[part]);
  }
  return JSON.stringify(tokenizer);
}

function rewritePatterns(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(rewritePatterns);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === 'Regex' && typeof value === 'string' ? rewritePattern(value) : rewritePatterns(value),
    ]),
  );
}

function rewritePattern(pattern: string): string {
  return pattern.replace(/\(\?!\[([^\]]*)\]\)\[([^\]]*)\]/g, '[[$2]&&[^$1]]');
}
