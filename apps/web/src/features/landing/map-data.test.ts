import { expect, test } from 'vitest';
import { mapSize, mapWords, translatedShare } from './map-data.ts';
import { nearestWord, wordTowards } from './nearest-word.ts';

const byText = (text: string) => mapWords.find((word) => word.text === text);

test('a few hundred words, each inside the picture and each spelled once', () => {
  expect(mapWords.length).toBeGreaterThan(300);
  expect(new Set(mapWords.map((word) => word.text)).size).toBe(mapWords.length);
  for (const word of mapWords) {
    expect(word.x).toBeGreaterThan(0);
    expect(word.x).toBeLessThan(mapSize.width);
    expect(word.y).toBeGreaterThan(0);
    expect(word.y).toBeLessThan(mapSize.height);
  }
});

test('neighbours come nearest first, with cosines, and never the word itself', () => {
  for (const word of mapWords) {
    const cosines = word.near.map((neighbour) => neighbour.cosine);
    expect(cosines).toEqual([...cosines].sort((a, b) => b - a));
    expect(word.near.some((neighbour) => neighbour.index === word.index)).toBe(false);
  }
});

test('the cosine of dog and 犬 is the one that the model is known by', () => {
  const dog = byText('dog');
  const inu = byText('犬');
  const cosine = dog?.near.find((neighbour) => neighbour.index === inu?.index)?.cosine;
  expect(cosine).toBeCloseTo(0.6905, 3);
});

test('most words have a translation as their nearest neighbour', () => {
  expect(translatedShare).toBeGreaterThan(0.8);
});

test('pointing at a word finds it, pointing at nothing finds nothing', () => {
  const dog = byText('dog');
  if (!dog) throw new Error('the map has no dog');
  expect(nearestWord(mapWords, dog, 20)).toBe(dog);
  expect(nearestWord(mapWords, { x: -500, y: -500 }, 40)).toBeNull();
});

test('an arrow leads to a word on its side, or stays at the edge', () => {
  const dog = byText('dog');
  if (!dog) throw new Error('the map has no dog');
  expect(wordTowards(mapWords, dog, 'right').x).toBeGreaterThan(dog.x);
  expect(wordTowards(mapWords, dog, 'up').y).toBeLessThan(dog.y);
  const rightmost = [...mapWords].sort((a, b) => b.x - a.x)[0] ?? dog;
  expect(wordTowards(mapWords, rightmost, 'right')).toBe(rightmost);
});
