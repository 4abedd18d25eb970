/** The text of a pdf, page by page; the library comes with the first pdf. Throws with a sentence for the reader. */
export async function* pdfText(file: Blob, onRead: (bytes: number) => void): AsyncGenerator<string> {
  const { extractText, getDocumentProxy } = await import('unpdf');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const document = await getDocumentProxy(bytes).catch((error: unknown) => {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw new Error(isLocked ? 'This pdf asks for a password.' : 'This pdf cannot be read: it is damaged, or no pdf.');
  });
  const { text } = await extractText(document, { mergePages: false });
  if (text.every((page) => page.trim() === '')) {
    throw new Error('This pdf holds no text, only pictures of it. Recognise the text first (OCR), then drop it here.');
  }
  for (const [at, page] of text.entries()) {
    yield `${page}\n`;
    onRead(Math.round((file.size * (at + 1)) / text.length));
  }
}
