import Link from 'next/link';

/** The way on from an error: to the section of the documentation about it, or to the plans where a larger one is the answer. */
export function DocsLink({ href }: { href: string }) {
  return (
    <Link href={href} className="whitespace-nowrap underline underline-offset-4">
      {href === '/billing' ? 'See plans' : 'What to do about it'}
    </Link>
  );
}
