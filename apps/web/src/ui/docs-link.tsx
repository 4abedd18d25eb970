import { Link } from './link.tsx';

/** The way on from an error: to the section of the documentation about it, to the plans where a larger one is the answer, to sign-in. */
export function DocsLink({ href }: { href: string }) {
  return (
    <Link href={href} className="whitespace-nowrap underline underline-offset-4">
      {wordsFor(href)}
    </Link>
  );
}

function wordsFor(href: string): string {
  if (href === '/billing') return 'See plans';
  return href.startsWith('/sign-in') ? 'Sign in' : 'What to do about it';
}
