import type { ReactNode } from 'react';

/** A part of a public page: its title, a sentence, its content. */
export function Section({ title, intro, children }: { title: string; intro?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-6">
      <div className="grid max-w-2xl gap-2">
        <h2 className="text-28 font-semibold tracking-[-0.02em]">{title}</h2>
        {intro ? <p className="text-16 text-ink-muted">{intro}</p> : null}
      </div>
      {children}
    </section>
  );
}
