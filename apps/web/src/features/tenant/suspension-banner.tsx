import { TriangleAlert } from 'lucide-react';

/** On every page of a tenant that the operator has suspended. */
export function SuspensionBanner() {
  return (
    <p role="status" className="mb-6 flex items-start gap-2.5 rounded-lg border bg-bad-wash px-4 py-2.5 text-bad-ink">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        The operator has suspended this tenant. Its keys are refused; you may look at everything and change nothing but
        cancel the subscription and change the card. Ask the operator of this platform.
      </span>
    </p>
  );
}
