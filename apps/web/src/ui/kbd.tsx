/** A key of the keyboard. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-[4px] border bg-sunken px-1 text-12 text-ink-muted">
      {children}
    </kbd>
  );
}
