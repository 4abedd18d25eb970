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

export const mapWords: readonly MapWord[] = map.words.map((word, index) => ({
  index,
  text: word.text,
  languages: word.languages.map((language) => languageNames[map.languages[language] ?? ''] ?? '').join(', '),
  meaning: word.meaning,
  anchor: word.languages.includes(0),
  x: word.x,
  y: word.y,
  narrow: word.narrow,
  near: word.near.map(([other = 0, thousandths = 0]) => ({ index: other, cosine: thousandths / 1000 })),
}));

/** The word that is lit before anybody points at one. */
export const firstWord = Math.max(
  0,
  mapWords.findIndex((word) => word.text === 'rain'),
);

/** Share of the words whose nearest neighbour is a translation: another spelling of the same meaning. */
export const translatedShare =
  mapWords.filter((word) => mapWords[word.near[0]?.index ?? -1]?.meaning === word.meaning).length / mapWords.length;
