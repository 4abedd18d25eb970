import { PageSkeleton } from '../../../ui/page-skeleton.tsx';

export default function Loading() {
  return <PageSkeleton cards={['h-20', 'h-72', 'h-48']} />;
}
