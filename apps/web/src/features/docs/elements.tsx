import { Link2 } from 'lucide-react';
import { Children, type ComponentProps, type ComponentType, isValidElement, type ReactNode } from 'react';
import { environment } from '../../env.ts';
import { Code } from '../../ui/code.tsx';
import type { CodeLanguage } from '../../ui/code-tokens.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Link } from '../../ui/link.tsx';
import { anchorOf } from './anchor.ts';
import { docsSamples } from './docs-samples.ts';
import { factTables } from './facts.ts';
import { FactsTable } from './facts-table.tsx';
import { withAddress } from './page-markdown.ts';

function Heading({ level, children }: { level: 2 | 3; children?: ReactNode }) {
  const Tag = level === 2 ? 'h2' : 'h3';
  const id = anchorOf(textOf(children));
  return (
    <Tag
      id={id}
      className={
        level === 2
          ? 'group mt-10 mb-3 scroll-mt-6 text-20 font-semibold'
          : 'group mt-7 mb-2 scroll-mt-6 text-16 font-semibold'
      }
    >
      <a href={`#${id}`} className="rounded-md">
        {children}
        <Link2
          className="ml-2 inline size-4 text-ink-faint opacity-0 transition-opacity group-hover:opacity-100 group-focus-within:opacity-100"
          aria-hidden
        />
      </a>
    </Tag>
  );
}

function Pre({ children }: { children?: ReactNode }) {
  const code = Children.toArray(children).find((child) => isValidElement<ComponentProps<'code'>>(child));
  if (!isValidElement<ComponentProps<'code'>>(code)) return null;
  const language = /language-(\w+)/.exec(code.props.className ?? '')?.[1] ?? 'text';
  return <Example language={language as CodeLanguage} text={textOf(code.props.children).trimEnd()} />;
}

function Example({ language, text }: { language: CodeLanguage; text: string }) {
  const source = withThisAddress(text);
  return (
    <div className="relative my-4 overflow-hidden rounded-lg border bg-surface">
      <Code source={source} language={language} label={`Example, ${language}`} className="pr-12" />
      <CopyButton text={source} name="Copy this example" className="absolute! top-1.5 right-1.5 bg-surface" />
    </div>
  );
}

function InlineCode({ children }: { children?: ReactNode }) {
  const text = withThisAddress(textOf(children));
  return <code className="rounded-md bg-sunken px-1 py-0.5 text-[0.875em] [overflow-wrap:anywhere]">{text}</code>;
}

function Anchor({ href = '', children }: ComponentProps<'a'>) {
  const styles = 'text-accent-ink underline underline-offset-4';
  return href.startsWith('/') && !href.endsWith('.txt') ? (
    <Link href={href} className={styles}>
      {children}
    </Link>
  ) : (
    <a href={href} className={styles}>
      {children}
    </a>
  );
}

function Table({ children }: { children?: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section tabIndex={0} aria-label="Table" className="my-4 overflow-x-auto rounded-lg border bg-surface">
      <table className="w-full border-collapse text-left text-14 [&_code]:[overflow-wrap:normal]">{children}</table>
    </section>
  );
}

/** The look of each element of a documentation page, and the tables that come from code. */
export const docsElements: Record<string, ComponentType<never>> = {
  h2: ({ children }: { children?: ReactNode }) => <Heading level={2}>{children}</Heading>,
  h3: ({ children }: { children?: ReactNode }) => <Heading level={3}>{children}</Heading>,
  p: (props: ComponentProps<'p'>) => <p className="my-3" {...props} />,
  ul: (props: ComponentProps<'ul'>) => (
    <ul className="my-3 grid list-disc gap-1.5 pl-5 marker:text-ink-faint" {...props} />
  ),
  ol: (props: ComponentProps<'ol'>) => (
    <ol className="my-3 grid list-decimal gap-1.5 pl-5 marker:text-ink-faint" {...props} />
  ),
  strong: (props: ComponentProps<'strong'>) => <strong className="font-semibold" {...props} />,
  pre: Pre,
  code: InlineCode,
  a: Anchor,
  table: Table,
  th: (props: ComponentProps<'th'>) => (
    <th className="border-b px-3 py-2 align-bottom text-13 font-medium text-ink-muted" {...props} scope="col" />
  ),
  td: (props: ComponentProps<'td'>) => (
    <td className="border-b px-3 py-2 align-top [tr:last-child>&]:border-b-0" {...props} />
  ),
  ...Object.fromEntries(
    Object.entries(docsSamples).map(([name, { language, source }]) => [
      name,
      () => <Example language={language} text={source} />,
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(factTables).map(([name, table]) => [name, () => <FactsTable table={table} Table={Table} />]),
  ),
};

function withThisAddress(text: string): string {
  const { apiPublicUrl, publicUrl } = environment();
  return withAddress(text, { apiUrl: apiPublicUrl, publicUrl });
}

/** The text in nodes, as a reader sees it. */
function textOf(node: ReactNode): string {
  return Children.toArray(node)
    .map((child) => {
      if (typeof child === 'string' || typeof child === 'number') return String(child);
      return isValidElement<{ children?: ReactNode }>(child) ? textOf(child.props.children) : '';
    })
    .join('');
}
