import map from './map.json' with { type: 'json' };

export interface MapWord {
  index: number;
  text: string;
  /** "Spanish, French": every language of the map that spells it so. */
  languages: string;
  /** The English word of its meaning; true on that word itself in {@link anchor}. */
  meaning: string;
  anchor: boolean;
  x: number;
  y: number;
  /** Written on both pictures, on the wide one only, or only when lit. */
  label: 'both' | 'wide' | 'none';
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
  label: word.label as MapWord['label'],
  near: word.near.map(([other = 0, thousandths = 0]) => ({ index: other, cosine: thousandths / 1000 })),
}));

/** The word that is lit before anybody points at one. */
export const firstWord = Math.max(
  0,
  mapWords.findIndex((word) => word.text === 'dog'),
);
