import map from './map.json' with { type: 'json' };

export interface MapWord {
  index: number;
  text: string;
  /** "Spanish, French": every language of the map that spells it so. */
  languages: string;
  /** The English word of its meaning; several words share it. */
  meaning: string;
  /** An English word. */
  anchor: boolean;
  x: number;
  y: number;
  /** Written on the narrow picture too. */
  narrow: boolean;
  near: readonly Neighbour[];
}

export interface Neighbour {
  index: number;
  cosine: number;
}

const languageNames: Record<string, string> = {
  en: 'English',
  es: 'Spanish',
  fr: 'French',
  de: 'German',
  pt: 'Portuguese',
  nl: 'Dutch',
  ru: 'Russian',
  tr: 'Turkish',
  ar: 'Arabic',
  hi: 'Hindi',
  ja: 'Japanese',
  zh: 'Chinese',
};

/** Computed by `scripts/build-map.ts` with the bundled model; nothing here is placed by hand. */
export const mapSize = { width: map.width, height: map.height };
export const mapModel = { id: map.model, dimensions: map.dimensions };
export const mapLanguageCount = map.languages.length;

export const mapWords: readonly MapWord[] = map.words.map(parseWord);

/** The word that is lit before anybody points at one. */
export const firstWord = Math.max(
  0,
  mapWords.findIndex((word) => word.text === 'rain'),
);

/** Share of the words whose nearest neighbour is a translation: another spelling of the same meaning. */
export const translatedShare =
  mapWords.filter((word) => mapWords[word.near[0]?.index ?? -1]?.meaning === word.meaning).length / mapWords.length;

/** One line of the file; its columns are described where `scripts/build-map.ts` writes them. */
function parseWord(line: string, index: number): MapWord {
  const [text = '', languages = '', meaning = '', x, y, narrow, near = ''] = line.split('|');
  const languageIndices = languages.split(' ').map(Number);
  return {
    index,
    text,
    languages: languageIndices.map((language) => languageNames[map.languages[language] ?? ''] ?? '').join(', '),
    meaning,
    anchor: languageIndices.includes(0),
    x: Number(x),
    y: Number(y),
    narrow: narrow === '1',
    near: near.split(' ').map((neighbour) => {
      const [other, thousandths] = neighbour.split(':').map(Number);
      return { index: other ?? 0, cosine: (thousandths ?? 0) / 1000 };
    }),
  };
}
