/** What a mail says, before it is text and HTML. */
export type Letter = {
  subject: string;
  /** Said before the link, a paragraph each. */
  paragraphs: readonly string[];
  /** The one thing to do. `path` is an address of the dashboard, from its slash on. */
  link?: { label: string; path: string };
  /** Said after the link. */
  after?: readonly string[];
};

export type RenderedLetter = { subject: string; text: string; html: string };

/** The letter as plain text and as plain HTML. Links lead to the configured address only, whatever host a request named. */
export function renderLetter(letter: Letter, publicUrl: string): RenderedLetter {
  const { link, paragraphs, after = [] } = letter;
  const address = link ? linkAddress(link.path, publicUrl) : undefined;
  const signature = `Gridsky at ${publicUrl}`;
  const text = [...paragraphs, ...(address ? [`${link?.label}:\n${address}`] : []), ...after, `-- \n${signature}`];
  const html = [
    ...paragraphs.map(paragraph),
    ...(address ? [`<p><a href="${escapeHtml(address)}">${escapeHtml(link?.label ?? '')}</a></p>`] : []),
    ...after.map(paragraph),
    `<p style="color:#667">${escapeHtml(signature)}</p>`,
  ];
  return {
    // A subject of one line, whatever name somebody gave a tenant: a line break would begin another header.
    subject: letter.subject.replace(/\s+/g, ' ').trim(),
    text: `${text.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="en"><body style="font:16px/26px system-ui,sans-serif">\n${html.join('\n')}\n</body></html>\n`,
  };
}

function linkAddress(path: string, publicUrl: string): string {
  const address = new URL(path, publicUrl);
  if (!path.startsWith('/') || address.origin !== new URL(publicUrl).origin) {
    throw new Error('a letter links to the dashboard and nowhere else');
  }
  return address.href;
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
