import { languageSample } from '@gridsky/tokenizer/testing';

/** Texts of one language: the committed sample, and what it becomes in other letters, joined, repeated and broken. */
export function textsByLanguage(each: number, languages: number): { language: string; texts: string[] }[] {
  const byLanguage = new Map<string, string[]>();
  for (const { language, text } of languageSample()) {
    byLanguage.set(language, [...(byLanguage.get(language) ?? []), text]);
  }
  // Spread over the whole sample, so that scripts of all kinds are in it.
  const all = [...byLanguage];
  const step = all.length / languages;
  return Array.from({ length: languages }, (_, at) => {
    const [language, texts] = all[Math.floor(at * step)] ?? ['', ['']];
    return { language, texts: Array.from({ length: each }, (_unused, turn) => variant(texts, turn)) };
  });
}

function variant(texts: readonly string[], turn: number): string {
  const text = texts[turn % texts.length] ?? '';
  const shapes: ((text: string) => string)[] = [
    (one) => one,
    (one) => one.toUpperCase(),
    (one) => [...one].reverse().join(''),
    (one) => one.normalize('NFD'),
    (one) => `${one}\n\n${one} ${turn}`,
    (one) => one.replaceAll(' ', ''),
    (one) => `<b>${one}</b> [UNK] 👩‍👩‍👧‍👦 ${turn}.${turn}`,
    (one) => one.slice(turn % 7, 30 + turn),
    (one) => `${one}\t"${one}", ${'ab'.repeat(turn)}`,
    (one) => [...one].join(' '),
  ];
  const made = shapes[turn % shapes.length]?.(text) ?? text;
  // The API refuses an empty text.
  return made === '' ? text : made;
}
