import { PageSkeleton } from '../../../ui/page-skeleton.tsx';

export default function Loading() {
  return <PageSkeleton cards={['h-24', 'h-64', 'h-40']} />;
}
