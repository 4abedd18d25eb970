import { classNames } from './class-names.ts';
import { type CodeLanguage, type CodeTokenKind, codeTokens } from './code-tokens.ts';

/** Coloured code without a frame; it scrolls sideways and can be reached by keyboard for that. */
export function Code({ source, language, label, className }: CodeProps) {
  let offset = 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section tabIndex={0} aria-label={label} className={classNames('overflow-x-auto p-4', className)}>
      <pre className="text-13 leading-5">
        <code>
          {codeTokens(source, language).map((token) => {
            const key = offset;
            offset += token.text.length;
            return token.kind === 'plain' ? (
              token.text
            ) : (
              <span key={key} className={colours[token.kind]}>
                {token.text}
              </span>
            );
          })}
        </code>
      </pre>
    </section>
  );
}

interface CodeProps {
  source: string;
  language: CodeLanguage;
  label: string;
  className?: string;
}

const colours: Record<CodeTokenKind, string> = {
  plain: '',
  keyword: 'text-code-keyword',
  string: 'text-code-string',
  number: 'text-code-number',
  comment: 'text-code-comment',
};
