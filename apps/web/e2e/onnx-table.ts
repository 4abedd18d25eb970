/** A whole ONNX model that gives each token its row of a table, written by hand: https://onnx.ai/onnx/repo-docs/IR.html. */
export function onnxTable(rows: readonly (readonly number[])[]): Buffer {
  const width = rows[0]?.length ?? 0;
  const weights = Buffer.from(Float32Array.from(rows.flat()).buffer);
  const node = join([1, 'table'], [1, 'input_ids'], [2, 'last_hidden_state'], [4, 'Gather']);
  const table = join([1, rows.length], [1, width], [2, FLOAT], [8, 'table'], [9, weights]);
  const graph = join(
    [1, node],
    [2, 'table'],
    [5, table],
    [11, value('input_ids', INT64, 2)],
    [12, value('last_hidden_state', FLOAT, 3)],
  );
  return join([1, 8], [7, graph], [8, join([2, 17])]);
}

const FLOAT = 1;
const INT64 = 7;

function value(name: string, type: number, rank: number): Buffer {
  const shape = join(...Array.from({ length: rank }, (): Part => [1, join([2, 'n'])]));
  return join([1, name], [2, join([1, join([1, type], [2, shape])])]);
}

type Part = [field: number, content: number | string | Buffer];

function join(...parts: Part[]): Buffer {
  return Buffer.concat(
    parts.map(([field, content]) => {
      if (typeof content === 'number') return Buffer.concat([varint(field * 8), varint(content)]);
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      return Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes]);
    }),
  );
}

function varint(value: number): Buffer {
  return value < 128 ? Buffer.from([value]) : Buffer.concat([Buffer.from([(value % 128) + 128]), varint(value >> 7)]);
}
