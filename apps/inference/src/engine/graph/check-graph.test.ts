import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { randomBert } from '../../../bench/model/random-bert.ts';
import { field, float, float16, int8, int64, model, node, tensor, value, varint } from '../testing/onnx-file.ts';
import { tokenTableGraph } from '../testing/onnx-graph.ts';
import { bufferSource, fileSource } from './byte-source.ts';
import { checkGraph, checkGraphFile } from './check-graph.ts';

const ids = value('input_ids', int64, ['batch', 'steps']);
const mask = value('attention_mask', int64, ['batch', 'steps']);
const hidden = value('last_hidden_state', float, ['batch', 'steps', 'dims']);
const body = {
  name: 'g',
  nodes: [node('Gather', ['t', 'input_ids'], 'last_hidden_state')],
  tensors: [],
  inputs: [ids],
  outputs: [hidden],
};
const graphOf = (change: Partial<Parameters<typeof model>[0]> = {}) => model({ ...body, ...change });

/** A file whose parts are written out, for what no exporter writes. */
const file = (...fields: Buffer[]) => Buffer.concat(fields);
const ir = field(1, 8);
const opset = (domain: string, version: number) => field(8, file(field(1, domain), field(2, version)));
const graph = (...fields: Buffer[]) => field(7, file(...fields, field(11, ids), field(12, hidden)));
const operator = (domain: string, name: string, ...more: Buffer[]) =>
  file(field(1, 'x'), field(2, 'y'), field(3, 'encoder/step'), field(4, name), field(7, domain), ...more);
const subgraph = (name: string, inner: Buffer) => field(5, file(field(1, name), field(6, inner), field(20, 5)));
const fn = (domain: string, name: string, ...nodes: Buffer[]) =>
  field(25, file(field(1, name), ...nodes.map((one) => field(7, one)), field(10, domain)));
const nested = (depth: number): Buffer =>
  field(1, operator('', 'If', ...(depth === 0 ? [] : [subgraph('then_branch', nested(depth - 1))])));
const withNode = (...parts: Parameters<typeof operator>) =>
  file(ir, opset('', 17), graph(field(1, operator(...parts))));

describe('what exporters write is let through', () => {
  const small = { layers: 1, hidden: 8, heads: 2, inner: 8, vocabulary: 16, steps: 8 };
  const table = [[1, 2]];
  test.each<[string, Buffer]>([
    ['a BERT', randomBert(small)],
    ['a BERT in int8', randomBert(small, 'int8')],
    ['a table of tokens', tokenTableGraph({ table, output: 'last_hidden_state', typeTable: table })],
    [
      'its own pooled output in float16',
      tokenTableGraph({ table, output: 'sentence_embedding', precision: 'float16' }),
    ],
    ['operators of the runtime', withNode('com.microsoft', 'EmbedLayerNormalization')],
    ['a branch', file(ir, opset('', 17), graph(nested(3)))],
    [
      'imports that nothing uses',
      file(ir, opset('', 17), opset('com.microsoft.experimental', 1), opset('ai.onnx.ml', 5), graph()),
    ],
    ['the other spelling of the domain', file(ir, opset('ai.onnx', 26), graph(field(1, operator('ai.onnx', 'Add'))))],
    [
      'local functions',
      file(
        ir,
        opset('', 18),
        graph(field(1, operator('pkg.torch', 'gelu'))),
        fn('pkg.torch', 'gelu', operator('', 'Erf')),
      ),
    ],
    [
      'weights among the inputs',
      graphOf({ inputs: [ids, value('w', float, ['2'])], tensors: [tensor('w', float, [2], Float32Array.of(1, 2))] }),
    ],
  ])('%s', (_name, bytes) => {
    expect(() => checkGraph(bufferSource(bytes), null)).not.toThrow();
  });
});

const endless = Buffer.alloc(10, 0xff);
const random = (seed: number) =>
  Buffer.from(Array.from({ length: 4_096 }, (_, at) => (seed * (at + 7) * 2_654_435_761) >>> 24));

describe('what can’t be served is refused, with what, where and what to do', () => {
  test.each<[string, Buffer, RegExp]>([
    ['nothing', Buffer.alloc(0), /holds no graph/],
    ['a pointer of Git LFS', Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'), /git lfs pull/],
    ['a web page', Buffer.from('<!doctype html><html><body>404</body></html>'), /not an ONNX model, or is damaged/],
    ['JSON', Buffer.from('{"model": "bert"}'), /not an ONNX model, or is damaged/],
    ['a number without an end', file(varint(8), endless), /a number has no end/],
    ['a length beyond the file', file(ir, varint((7 << 3) | 2), varint(2 ** 40), Buffer.alloc(9)), /may be cut off/],
    [
      'the greatest of all lengths',
      file(ir, varint((7 << 3) | 2), Buffer.alloc(9, 0xff), Buffer.from([1])),
      /may be cut off/,
    ],
    ['groups', file(ir, varint((7 << 3) | 3)), /a type that ONNX does not use/],
    ['a field of number 0', file(ir, Buffer.from([0, 0])), /an impossible number/],
    ['two graphs', file(ir, opset('', 17), graph(), graph()), /two graphs/],
    ['a graph that is a number', file(ir, opset('', 17), field(7, 3)), /a number stands where a message belongs/],
    ['no version of the operators', file(ir, graph()), /which version of the operators/],
    ['an operator with two names', withNode('', 'Add', field(4, 'Loop')), /two names/],
    ['a name of a megabyte', withNode('', 'A'.repeat(1_000_000)), /longer than 4,096 bytes/],
    ['a format of tomorrow', file(field(1, 99), opset('', 17), graph()), /version 99 of the format, and up to 13/],
    [
      'operators of tomorrow',
      file(ir, opset('', 27), graph()),
      /version 27 of ONNX's operators.*7 to 26.*opset_version=17/,
    ],
    ['operators of long ago', file(ir, opset('', 6), graph()), /version 6 of ONNX's operators/],
    [
      'operators of the runtime of tomorrow',
      file(ir, opset('', 17), opset('com.microsoft', 2), graph()),
      /version 2 of ONNX Runtime's own/,
    ],
    ['a loop', withNode('', 'Loop'), /operator "Loop" \("encoder\/step"\), which repeats.*without loops/],
    ['a scan', withNode('', 'Scan'), /"Scan".*without loops/],
    [
      'a loop in a branch',
      file(
        ir,
        opset('', 17),
        graph(field(1, operator('', 'If', subgraph('else_branch', field(1, operator('', 'Loop')))))),
      ),
      /"Loop"/,
    ],
    [
      'a loop in a function',
      file(ir, opset('', 17), graph(field(1, operator('my', 'f'))), fn('my', 'f', operator('', 'Loop'))),
      /"Loop"/,
    ],
    [
      'a loop in a function that nobody calls',
      file(ir, opset('', 17), graph(), fn('my', 'f', operator('', 'Loop'))),
      /"Loop"/,
    ],
    ['random numbers', withNode('', 'RandomNormal'), /other numbers each time/],
    ['lists', withNode('', 'SequenceConstruct'), /lists and optional values/],
    ['text', withNode('', 'StringNormalizer'), /works on text/],
    ['an image decoder', withNode('', 'ImageDecoder'), /none of the operators that text encoders are made of/],
    ['a library of its own', withNode('com.evil', 'Exec'), /operator "Exec" of "com.evil".*not installed here/],
    ['the runtime’s own tokenizer', withNode('com.microsoft', 'Tokenizer'), /works on text/],
    ['another beam search', withNode('com.microsoft', 'BeamSearch'), /none of the operators/],
    [
      'an operator without a name',
      file(ir, opset('', 17), graph(field(1, field(1, 'x')))),
      /operator without a name \(operator 1 of the file\)/,
    ],
    ['a name that would break a log', withNode('', 'Bad\n\u001b[31m'), /operator "Bad\[31m"/],
    [
      'a function in place of an operator',
      file(ir, opset('', 17), graph(), fn('', 'Add', operator('', 'Loop'))),
      /redefines an operator/,
    ],
    [
      'a function that calls itself',
      file(ir, opset('', 17), graph(field(1, operator('my', 'f'))), fn('my', 'f', operator('my', 'f'))),
      /calls itself/,
    ],
    [
      'functions that become billions',
      file(ir, opset('', 17), graph(field(1, operator('my', 'f0'))), ...doubling(40)),
      /more than 200000 operators/,
    ],
    [
      'functions a hundred deep',
      file(ir, opset('', 17), graph(field(1, operator('my', 'f0'))), ...doubling(100, 1)),
      /too deep/,
    ],
    ['a function defined twice', file(ir, opset('', 17), graph(), fn('my', 'f'), fn('my', 'f')), /a function twice/],
    ['branches in branches', file(ir, opset('', 17), graph(nested(40))), /more than 8 deep/],
    [
      'weights in another file',
      graphOf({ tensors: [externally('/etc/passwd')] }),
      /keeps numbers in another file \("w"\).*save_as_external_data=False/,
    ],
    [
      'a constant in another file',
      withNode('', 'Constant', field(5, file(field(1, 'value'), field(5, externally('../x'))))),
      /another file/,
    ],
    [
      'weights that lie elsewhere without saying where',
      graphOf({ tensors: [file(field(8, 'w'), field(14, 1))] }),
      /another file/,
    ],
    ['sparse weights', file(ir, opset('', 17), graph(field(15, field(1, 'x')))), /sparse weights/],
    [
      'an image as input',
      graphOf({ inputs: [ids, value('pixel_values', float, ['b', 'c', 'h', 'w'])] }),
      /input "pixel_values".*text encoder alone/,
    ],
    [
      'a generator’s cache',
      graphOf({ inputs: [ids, mask, value('past_key_values.0.key', float, ['b'])] }),
      /"past_key_values.0.key"/,
    ],
    ['no tokens', graphOf({ inputs: [mask] }), /no input input_ids/],
    ['tokens as int32', graphOf({ inputs: [value('input_ids', 6, ['b', 's'])] }), /input_ids is not of int64/],
    [
      'tokens of three dimensions',
      graphOf({ inputs: [value('input_ids', int64, ['b', 's', 'x'])] }),
      /has 3 dimensions/,
    ],
    ['no output', graphOf({ outputs: [] }), /no output/],
    [
      'an output of whole numbers',
      graphOf({ outputs: [value('last_hidden_state', int64, ['b', 's', 'd'])] }),
      /not of float32 or float16/,
    ],
    [
      'an output of bytes',
      graphOf({ outputs: [value('embedding', int8, ['b', 'd'])] }),
      /"embedding" is not of float32/,
    ],
    ['an output of one number a text', graphOf({ outputs: [value('logit', float16, ['b'])] }), /has 1 dimensions/],
  ])('%s', (_name, bytes, sentence) => {
    expect(() => checkGraph(bufferSource(bytes), null)).toThrow(sentence);
  });

  test('an output that the settings name and the graph has not', () => {
    expect(() => checkGraph(bufferSource(graphOf()), 'pooler')).toThrow(
      'no output "pooler", which gridsky.json names; it has "last_hidden_state"',
    );
  });

  test('more operators than any model has', () => {
    const many = Buffer.concat(Array<Buffer>(100_001).fill(field(1, operator('', 'Add'))));
    expect(() => checkGraph(bufferSource(file(ir, opset('', 17), graph(many))), null)).toThrow(
      /more than 100000 operators/,
    );
  });

  test('millions of parts of nothing', () => {
    const parts = Buffer.alloc(7_000_000, Buffer.from([0x30, 0x00]));
    expect(() => checkGraph(bufferSource(file(ir, parts)), null)).toThrow(/more parts than any model/);
  });

  test('whatever bytes come, the answer is a refusal or nothing, and never another error', () => {
    const good = randomBert({ layers: 1, hidden: 8, heads: 2, inner: 8, vocabulary: 16, steps: 8 });
    for (let seed = 1; seed <= 500; seed++) {
      const broken = Buffer.from(good);
      for (let change = 0; change < 3; change++)
        broken[(seed * 7_919 + change * 104_729) % broken.length] = (seed * 31 + change) % 256;
      const cut = good.subarray(0, (seed * 6_151) % good.length);
      for (const bytes of [broken, cut, random(seed)]) {
        try {
          checkGraph(bufferSource(bytes), null);
        } catch (error) {
          expect(error).toHaveProperty('name', 'ModelRefused');
        }
      }
    }
  });
});

test('a file is read a window at a time, however large its weights are, and closed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gridsky-graph-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'model.onnx');
  const weights = tensor('w', float, [1_000_000], new Float32Array(1_000_000));
  writeFileSync(path, graphOf({ tensors: [weights, weights] }));
  expect(() => checkGraphFile(path, null)).not.toThrow();
  const opened = openSync(path, 'r');
  let read = 0;
  const source = fileSource(opened, statSync(path).size);
  const at = (from: number, length: number) => {
    read += length;
    return source.at(from, length);
  };
  checkGraph({ size: source.size, at }, null);
  closeSync(opened);
  expect(read).toBeLessThan(10_000);
});

function doubling(count: number, times = 2): Buffer[] {
  return Array.from({ length: count }, (_, index) =>
    fn(
      'my',
      `f${index}`,
      ...Array.from({ length: times }, () =>
        operator(index + 1 < count ? 'my' : '', index + 1 < count ? `f${index + 1}` : 'Add'),
      ),
    ),
  );
}

function externally(path: string): Buffer {
  return file(
    field(1, 2),
    field(2, float),
    field(8, 'w'),
    field(13, file(field(1, 'location'), field(2, path))),
    field(14, 1),
  );
}
