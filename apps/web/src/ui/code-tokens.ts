export type CodeLanguage = 'bash' | 'python' | 'typescript' | 'json' | 'sql' | 'text';
export type CodeTokenKind = 'plain' | 'keyword' | 'string' | 'number' | 'comment';
export interface CodeToken {
  kind: CodeTokenKind;
  text: string;
}

/**
 * Splits code into coloured pieces: strings, comments, numbers and the words of the language. It knows just enough
 * for our own examples and never loses a character: the pieces joined are the source.
 */
export function codeTokens(source: string, language: CodeLanguage): CodeToken[] {
  const rule = rules[language];
  if (!rule) return [{ kind: 'plain', text: source }];
  const tokens: CodeToken[] = [];
  let end = 0;
  for (const match of source.matchAll(rule.pattern)) {
    const kind = kindOf(match.groups ?? {}, rule.keywords);
    if (kind === 'plain') continue;
    if (match.index > end) tokens.push({ kind: 'plain', text: source.slice(end, match.index) });
    tokens.push({ kind, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < source.length) tokens.push({ kind: 'plain', text: source.slice(end) });
  return tokens;
}

function kindOf(groups: Record<string, string | undefined>, keywords: ReadonlySet<string>): CodeTokenKind {
  if (groups.comment !== undefined) return 'comment';
  if (groups.string !== undefined) return 'string';
  if (groups.number !== undefined) return 'number';
  return groups.word !== undefined && keywords.has(groups.word) ? 'keyword' : 'plain';
}

interface Rule {
  pattern: RegExp;
  keywords: ReadonlySet<string>;
}

const doubleQuoted = String.raw`"(?:\\.|[^"\\\n])*"`;
const singleQuoted = String.raw`'(?:\\.|[^'\\\n])*'`;
const number = String.raw`(?<number>(?<![\w.:])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)`;
const word = String.raw`(?<word>[A-Za-z_]\w*)`;

const rules: Record<CodeLanguage, Rule | null> = {
  text: null,
  // Single quotes of a shell may span lines: curl's JSON bodies do.
  bash: rule(
    String.raw`(?<comment>(?<=^|\s)#[^\n]*)`,
    String.raw`(?<string>"(?:\\.|[^"\\])*"|'[^']*')`,
    'curl export npm npx pip git cd',
  ),
  python: rule(
    '(?<comment>#[^\\n]*)',
    `(?<string>${doubleQuoted}|${singleQuoted})`,
    'from import as def return for in if else print with True False None',
  ),
  typescript: rule(
    '(?<comment>//[^\\n]*)',
    `(?<string>${doubleQuoted}|${singleQuoted}|\`[^\`]*\`)`,
    'import from const let await new return function for of if else export async true false null',
  ),
  sql: rule(
    '(?<comment>--[^\\n]*)',
    `(?<string>${singleQuoted})`,
    'CREATE EXTENSION IF NOT EXISTS TABLE PRIMARY KEY NULL DEFAULT INDEX ON USING SELECT FROM WHERE ORDER BY LIMIT AS',
  ),
  json: rule('', `(?<string>${doubleQuoted})`, 'true false null'),
};

function rule(comment: string, string: string, keywords: string): Rule {
  const source = [comment, string, number, word].filter(Boolean).join('|');
  return { pattern: new RegExp(source, 'gm'), keywords: new Set(keywords.split(' ')) };
}
