'use client';

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { MapConstellation } from './map-constellation.tsx';
import { firstWord, mapLanguageCount, mapModel, mapSize, mapWords, translatedShare } from './map-data.ts';
import { MapNeighbours } from './map-neighbours.tsx';
import { MapSky } from './map-sky.tsx';
import { type Direction, nearestWord, wordTowards } from './nearest-word.ts';

/**
 * The map of meaning. Without JavaScript it is a picture with one word lit; with it, pointing, tapping or the arrow
 * keys light another word, its nearest neighbours and their cosines.
 */
export function MeaningMap() {
  const [index, setIndex] = useState(firstWord);
  const svg = useRef<SVGSVGElement>(null);
  const word = mapWords[index];
  if (!word) return null;

  const point = (event: PointerEvent) => {
    const matrix = svg.current?.getScreenCTM();
    if (!matrix) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    // A hand of about 24 screen pixels, whatever the scale of the picture.
    const found = nearestWord(mapWords, at, 24 / matrix.a);
    if (found) setIndex(found.index);
  };
  const steer = (event: KeyboardEvent) => {
    const direction = arrows[event.key];
    if (!direction) return;
    event.preventDefault();
    setIndex(wordTowards(mapWords, word, direction).index);
  };

  return (
    <figure className="overflow-hidden rounded-lg border bg-surface">
      <div
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move through the words.
        tabIndex={0}
        aria-label={`Map of ${mapWords.length} words in ${mapLanguageCount} languages. Arrow keys move between words.`}
        onKeyDown={steer}
        className="cursor-crosshair focus-visible:outline-offset-[-3px]"
      >
        <svg
          ref={svg}
          viewBox={`0 0 ${mapSize.width} ${mapSize.height}`}
          preserveAspectRatio="xMidYMid slice"
          onPointerMove={point}
          onPointerDown={point}
          className="map block h-[26rem] w-full select-none md:h-auto"
          aria-hidden="true"
        >
          <MapSky />
          <MapConstellation word={word} />
        </svg>
      </div>
      <MapNeighbours word={word} />
      <figcaption className="border-t px-4 py-3 text-13 text-ink-muted">
        {mapWords.length} words in {mapLanguageCount} languages, placed by their vectors from <code>{mapModel.id}</code>
        : a t-SNE of the cosines over all {mapModel.dimensions.toLocaleString('en-US')} dimensions, moved apart where
        words would cover each other. The numbers are cosines. For {Math.round(translatedShare * 100)} % of the words
        the nearest one is a translation.
      </figcaption>
    </figure>
  );
}

const arrows: Record<string, Direction | undefined> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
