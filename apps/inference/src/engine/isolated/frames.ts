/** One message on the channel to an isolated process: a JSON header and bytes. */
export type Frame = { header: unknown; payload: Buffer };

/** What comes is no frame, or a larger one than was agreed: nothing more of this channel is read. */
export class FrameFault extends Error {
  override readonly name = 'FrameFault';
}

const PREFIX_BYTES = 8;

/** A frame as it is sent: the lengths of header and payload, 32 bits each, then the two. */
export function encodeFrame(header: object, payload: Uint8Array = new Uint8Array(0)): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32LE(json.length, 0);
  prefix.writeUInt32LE(payload.byteLength, 4);
  return Buffer.concat([prefix, json, payload]);
}

/**
 * Puts frames together from the chunks of a stream. Whoever sends is not trusted: a length beyond the bound throws FrameFault before anything
 * of that frame is kept, and so does a header that is not JSON.
 */
export function createFrameReader(
  { headerMax, payloadMax }: { headerMax: number; payloadMax: number },
  onFrame: (frame: Frame) => void,
): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = PREFIX_BYTES;
  let lengths: { header: number; payload: number } | null = null;

  const take = (): Buffer => {
    const all = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    const taken = all.subarray(0, wanted);
    chunks = all.length > wanted ? [all.subarray(wanted)] : [];
    held -= wanted;
    return taken;
  };

  return (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= wanted) {
      const bytes = take();
      if (lengths === null) {
        lengths = { header: bytes.readUInt32LE(0), payload: bytes.readUInt32LE(4) };
        if (lengths.header > headerMax || lengths.payload > payloadMax) {
          throw new FrameFault(`A frame of ${lengths.header} and ${lengths.payload} bytes is announced.`);
        }
        wanted = lengths.header + lengths.payload;
      } else {
        const { header } = lengths;
        lengths = null;
        wanted = PREFIX_BYTES;
        onFrame({ header: parsed(bytes.subarray(0, header)), payload: bytes.subarray(header) });
      }
    }
  };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new FrameFault('The header of a frame is not JSON.');
  }
}
