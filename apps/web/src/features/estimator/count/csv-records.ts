/** Cells of a record, of RFC 4180 text that comes in pieces: quotes, doubled quotes, line breaks within quotes. */
export class CsvRecords {
  private readonly separator: string;
  private readonly plainEnd: RegExp;
  private record: string[] = [];
  private cell = '';
  private isQuoted = false;
  /** A quote came within quotes: doubled, or the end. */
  private isQuoteOpen = false;

  /** `separator` is one character. */
  constructor(separator: string) {
    this.separator = separator;
    this.plainEnd = new RegExp(`[${separator}\\r\\n]`, 'g');
  }

  /** The records that end within this piece. */
  *push(piece: string): Generator<string[]> {
    for (let at = 0; at < piece.length; ) {
      at = this.isQuoted && !this.isQuoteOpen ? this.takeQuoted(piece, at) : at;
      if (at === piece.length) return;
      const character = piece.charAt(at);
      if (this.isQuoteOpen) {
        this.isQuoteOpen = false;
        this.isQuoted = character === '"';
        if (this.isQuoted) this.cell += '"';
        if (this.isQuoted || character === '\r') {
          at++;
          continue;
        }
      }
      at++;
      if (character === this.separator) this.endCell();
      else if (character === '\n') yield* this.endRecord();
      else if (character === '"' && this.cell === '') this.isQuoted = true;
      else if (character !== '\r') at = this.takePlain(piece, at - 1);
    }
  }

  /** Takes text up to the quote that closes or doubles; the place behind it. */
  private takeQuoted(piece: string, from: number): number {
    const quote = piece.indexOf('"', from);
    this.cell += piece.slice(from, quote < 0 ? undefined : quote);
    if (quote < 0) return piece.length;
    this.isQuoteOpen = true;
    return quote + 1;
  }

  /** Takes text up to a separator or a line's end; the place reached. */
  private takePlain(piece: string, from: number): number {
    this.plainEnd.lastIndex = from + 1;
    const to = this.plainEnd.exec(piece)?.index ?? piece.length;
    this.cell += piece.slice(from, to);
    return to;
  }

  /** The last record, where the text does not end with a line break. */
  *end(): Generator<string[]> {
    yield* this.endRecord();
  }

  private endCell(): void {
    this.record.push(this.cell);
    this.cell = '';
  }

  private *endRecord(): Generator<string[]> {
    if (this.record.length === 0 && this.cell === '') return;
    this.endCell();
    yield this.record;
    this.record = [];
    this.isQuoted = false;
    this.isQuoteOpen = false;
  }
}

/** The separator of a header line: the one of `,`, `;` and tab that is there most often outside quotes. */
export function separatorOf(header: string): string {
  const plain = header.replace(/"(?:[^"]|"")*"/g, '');
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: plain.split(separator).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).separator;
}
