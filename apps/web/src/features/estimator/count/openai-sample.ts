/** Characters that are also counted with OpenAI's tokenizer: enough for a ratio, soon done. */
const SAMPLE_CHARACTERS = 1_000_000;
/** Its time grows with the square of an unbroken run of letters, so such are cut. */
const RUN_CHARACTERS = 512;

/** Tokens of the same texts in cl100k_base and in ours, of the first million characters. */
export class OpenaiSample {
  private readonly countTokens: (text: string) => number;
  private characters = 0;
  private ours = 0;
  private theirs = 0;

  /** `countTokens` counts in cl100k_base. */
  constructor(countTokens: (text: string) => number) {
    this.countTokens = countTokens;
  }

  /** Adds a text with its tokens in ours; nothing once the sample is full. */
  async add(text: string, tokens: number): Promise<void> {
    if (this.characters >= SAMPLE_CHARACTERS) return;
    this.characters += text.length;
    this.ours += tokens;
    for (const run of text.match(runs) ?? []) this.theirs += this.countTokens(run);
  }

  /** cl100k_base tokens for a thousand of ours, at least 1; null before anything is counted. */
  get perMille(): number | null {
    return this.ours === 0 ? null : Math.max(1, Math.round((this.theirs * 1_000) / this.ours));
  }
}

/** Pieces of a text that end with white space where there is any. */
const runs = new RegExp(`[^]{1,${RUN_CHARACTERS}}(?=\\s|$)|[^]{1,${RUN_CHARACTERS}}`, 'gu');

/** Loads OpenAI's tokenizer, which is about half a megabyte compressed. */
export async function openOpenaiSample(): Promise<OpenaiSample> {
  const { countTokens } = await import('gpt-tokenizer/encoding/cl100k_base');
  // Texts may hold its special tokens; here they are text like any other.
  return new OpenaiSample((text) => countTokens(text, { disallowedSpecial: new Set() }));
}
