/** An error message of the API without the address at its end, and the section of the documentation that this names. */
export function splitHelp(message: string): { text: string; section: string | null } {
  const match = /^(.*) See \S+\/docs\/errors#(\w+)$/s.exec(message);
  return match ? { text: match[1] ?? '', section: match[2] ?? null } : { text: message, section: null };
}
