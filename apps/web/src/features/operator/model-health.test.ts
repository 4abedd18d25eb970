import { expect, test } from 'vitest';
import { modelHealth } from './model-health.ts';

const loaded = { process: 'a:1', state: 'loaded' as const };
const waiting = { process: 'b:2', state: 'waiting' as const };
const failed = (process: string) => ({ process, state: 'failed' as const, message: 'No model.onnx.' });

test.each([
  [{ disabled: false, health: [loaded, loaded] }, 'Loaded', 'loaded in 2 of 2'],
  [{ disabled: false, health: [waiting, loaded] }, 'Waiting', 'loaded in 1 of 2'],
  [{ disabled: false, health: [] }, 'Waiting', 'no process of the API is running'],
  [{ disabled: false, health: [failed('a:1'), failed('b:2'), loaded] }, 'Failed', 'loaded in 1 of 3'],
  [{ disabled: false, health: [waiting], provider: 'cohere' }, 'At its provider', 'loaded in none'],
  [{ disabled: true, health: [waiting] }, 'Disabled', 'served in none'],
])('a model is as its worst process has it: %j', (model, word, processes) => {
  expect(modelHealth({ provider: null, ...model })).toMatchObject({ word, processes });
});

test('a reason that several processes give is told once', () => {
  expect(modelHealth({ provider: null, disabled: false, health: [failed('a:1'), failed('b:2')] }).sentences).toEqual([
    'No model.onnx.',
  ]);
});
