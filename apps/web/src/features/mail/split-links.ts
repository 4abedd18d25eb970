export interface TextPart {
  /** Where it begins. */
  at: number;
  text: string;
  href?: string;
}

/** Text cut where an address of the dashboard with a path begins and ends. */
export function splitLinks(text: string, publicUrl: string): TextPart[] {
  const parts: TextPart[] = [];
  const links = new RegExp(`${publicUrl.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/\\S+`, 'g');
  let at = 0;
  for (const match of text.matchAll(links)) {
    if (match.index > at) parts.push({ at, text: text.slice(at, match.index) });
    parts.push({ at: match.index, text: match[0], href: match[0] });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ at, text: text.slice(at) });
  return parts;
}
