import type { Metadata } from 'next';
import Link from 'next/link';
import { Button } from '../ui/button.tsx';
import { NoticePage } from '../ui/notice-page.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <NoticePage
      code="404"
      title="There is no page at this address"
      action={
        <Button asChild>
          <Link href="/">Go to the start</Link>
        </Button>
      }
    >
      It may have moved, or the link was cut short.
    </NoticePage>
  );
}
