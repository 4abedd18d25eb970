import { expect, test } from 'vitest';
import { modelState, testPhase, uploadText } from './own-model-state.ts';

const at = new Date('2026-01-01T00:00:00Z');
const now = at.getTime();

test.each([
  ['nothing asked', { testedAt: at, testRequestedAt: null }, undefined, 0, 'none'],
  ['asked here, not done', { testedAt: at, testRequestedAt: null }, { at: now, before: at }, 44_999, 'running'],
  ['the first, asked here', { testedAt: null, testRequestedAt: null }, { at: now, before: null }, 1, 'running'],
  ['asked here, done', { testedAt: new Date(now + 1), testRequestedAt: null }, { at: now, before: at }, 2, 'none'],
  ['asked here, nobody took it', { testedAt: at, testRequestedAt: at }, { at: now, before: at }, 45_000, 'lost'],
  ['asked elsewhere', { testedAt: null, testRequestedAt: at }, undefined, 700, 'running'],
  ['asked elsewhere, long ago', { testedAt: null, testRequestedAt: at }, undefined, 3_600_000, 'lost'],
] as const)('a test %s is told as it is', (_what, row, asked, later, phase) => {
  expect(testPhase({ provider: 'cohere', ...row }, asked, now + later)).toBe(phase);
});

test('the test of an uploaded model may take longer: it is opened first', () => {
  const row = { provider: 'onnx', testedAt: null, testRequestedAt: at } as const;
  expect([60_000, 105_000].map((later) => testPhase(row, undefined, now + later))).toEqual(['running', 'lost']);
});

test('what is uploaded is told by size and version, or that it is not whole', () => {
  const file = { bytes: 1_000_000, sha256: '' };
  expect(uploadText(null)).toBe('files are missing');
  expect(uploadText({ version: 2, files: { 'model.onnx': file, 'config.json': file } })).toBe('files are missing');
  const files = { 'model.onnx': file, 'config.json': file, 'tokenizer.json': file };
  expect(uploadText({ version: 3, files })).toBe('3 MB · version 3');
});

const passed = { ok: true, dimensions: 8, norm: 1, latencyMs: 1, tokens: null } as const;
const failed = { ok: false, message: 'no', latencyMs: 1 } as const;

test.each([
  [{ enabled: false, disabled: false, dimensions: null, test: null }, 'none', 'off', 'Not tested'],
  [{ enabled: false, disabled: false, dimensions: null, test: null }, 'running', 'off', 'Testing'],
  [{ enabled: false, disabled: false, dimensions: null, test: failed }, 'none', 'bad', 'Test failed'],
  [{ enabled: false, disabled: false, dimensions: 8, test: passed }, 'none', 'off', 'Tested, not enabled'],
  [{ enabled: false, disabled: true, dimensions: 8, test: passed }, 'none', 'off', 'Disabled'],
  [{ enabled: true, disabled: false, dimensions: 8, test: passed }, 'none', 'good', 'Enabled'],
  [{ enabled: true, disabled: false, dimensions: 8, test: passed }, 'running', 'good', 'Enabled, testing'],
  [{ enabled: true, disabled: false, dimensions: 8, test: failed }, 'none', 'warn', 'Enabled, test failed'],
] as const)('%j reads, with a test %s, %s: %s', (row, phase, tone, word) => {
  expect(modelState(row, phase)).toEqual({ tone, word });
});
