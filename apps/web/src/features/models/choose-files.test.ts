import { expect, test } from 'vitest';
import { chooseFiles, stillMissing } from './choose-files.ts';

const choose = (...places: string[]) => {
  const { files, leftOut } = chooseFiles(places.map((place) => ({ place, file: place })));
  return { files: Object.fromEntries(files.map(({ name, file }) => [name, file])), leftOut };
};

test('the folder of a model hub is taken as it is, and what a model has no use for is left out', () => {
  expect(
    choose(
      'all-MiniLM-L6-v2/README.md',
      'all-MiniLM-L6-v2/config.json',
      'all-MiniLM-L6-v2/tokenizer.json',
      'all-MiniLM-L6-v2/onnx/model.onnx',
      'all-MiniLM-L6-v2/onnx/model_quantized.onnx',
      'all-MiniLM-L6-v2/1_Pooling/config.json',
    ),
  ).toEqual({
    files: {
      'model.onnx': 'all-MiniLM-L6-v2/onnx/model.onnx',
      'tokenizer.json': 'all-MiniLM-L6-v2/tokenizer.json',
      'config.json': 'all-MiniLM-L6-v2/config.json',
      '1_Pooling/config.json': 'all-MiniLM-L6-v2/1_Pooling/config.json',
    },
    leftOut: ['all-MiniLM-L6-v2/README.md', 'all-MiniLM-L6-v2/onnx/model_quantized.onnx'],
  });
});

test('a graph by another name is the graph if it is the only one', () => {
  expect(choose('model_int8.onnx').files).toEqual({ 'model.onnx': 'model_int8.onnx' });
  expect(choose('a.onnx', 'b.onnx')).toEqual({ files: {}, leftOut: ['a.onnx', 'b.onnx'] });
});

test('of two files of one name the outer one counts, in whichever order they come', () => {
  for (const order of [
    ['m/config.json', 'm/old/config.json'],
    ['m/old/config.json', 'm/config.json'],
  ]) {
    expect(choose(...order).files).toEqual({ 'config.json': 'm/config.json' });
  }
});

test('what is missing is what neither was uploaded nor is chosen', () => {
  expect(stillMissing([{ name: 'model.onnx' }], ['config.json'])).toEqual(['tokenizer.json']);
});
