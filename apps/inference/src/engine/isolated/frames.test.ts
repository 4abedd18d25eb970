import { expect, test } from 'vitest';
import { createFrameReader, encodeFrame, type Frame, FrameFault } from './frames.ts';

const bounds = { headerMax: 64, payloadMax: 1_000 };

test('frames come out as they went in, however the stream cuts them', () => {
  const sent = [encodeFrame({ a: 1 }), encodeFrame({ b: 'two' }, Buffer.alloc(300, 7)), encodeFrame({}, Buffer.of(1))];
  const stream = Buffer.concat(sent);
  for (const size of [1, 2, 7, 8, 9, 100, stream.length]) {
    const frames: Frame[] = [];
    const read = createFrameReader(bounds, (frame) => frames.push(frame));
    for (let at = 0; at < stream.length; at += size) read(Buffer.from(stream.subarray(at, at + size)));
    expect(frames.map(({ header, payload }) => [header, payload.length])).toEqual([
      [{ a: 1 }, 0],
      [{ b: 'two' }, 300],
      [{}, 1],
    ]);
    expect(frames[1]?.payload).toEqual(Buffer.alloc(300, 7));
  }
});

test.each([
  ['a header beyond its bound', Buffer.from([65, 0, 0, 0, 0, 0, 0, 0])],
  ['a payload of four gigabytes', Buffer.from([2, 0, 0, 0, 255, 255, 255, 255])],
  ['a header that is no JSON', encodeBroken('{"a"')],
])('%s ends the channel before anything is kept of it', (_name, bytes) => {
  const read = createFrameReader(bounds, () => {});
  expect(() => read(bytes)).toThrow(FrameFault);
});

function encodeBroken(header: string): Buffer {
  const prefix = Buffer.alloc(8);
  prefix.writeUInt32LE(header.length, 0);
  return Buffer.concat([prefix, Buffer.from(header)]);
}
