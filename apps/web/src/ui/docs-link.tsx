import Link from 'next/link';

/** The way to the section of the documentation that tells what to do about an error. */
export function DocsLink({ href }: { href: string }) {
  return (
    <Link href={href} className="whitespace-nowrap underline underline-offset-4">
      What to do about it
    </Link>
  );
}
