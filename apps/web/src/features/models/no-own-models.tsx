import Link from 'next/link';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';

/** On plans without models of one's own: what they are, and the way to them. */
export function NoOwnModels({ planName }: { planName: string }) {
  return (
    <Card
      title="Your own models"
      description={`The ${planName} plan has none: Enterprise serves your Cohere, Voyage, OpenAI, BGE, any JSON endpoint or uploaded ONNX model behind the same API.`}
      action={
        <Button asChild size="sm">
          <Link href="/billing">See plans</Link>
        </Button>
      }
    >
      <p className="text-13 text-ink-muted">
        <Link href="/docs/own-models" className="text-accent-ink underline underline-offset-2">
          How own models work
        </Link>
      </p>
    </Card>
  );
}
