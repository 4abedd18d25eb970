export const DTYPES = ['float32', 'float16', 'int8', 'binary'] as const;
export type Dtype = (typeof DTYPES)[number];

const bitsOf: Record<Dtype, number> = { float32: 32, float16: 16, int8: 8, binary: 1 };

/** Links of a vector in an HNSW graph: the default of pgvector, Qdrant and hnswlib. */
export const HNSW_M = 16;

export interface IndexSize {
  /** Of the vectors alone. */
  vectorBytes: number;
  /** Of the graph that finds them. */
  graphBytes: number;
}

/**
 * Memory of an HNSW index: `d × bits / 8` bytes a vector, and `M × 2 × 4` for its links (Faiss, "Guidelines to choose
 * an index"). Ids, metadata and the texts themselves come on top.
 */
export function indexSize(vectors: number, dimensions: number, dtype: Dtype): IndexSize {
  return {
    vectorBytes: vectors * Math.ceil((dimensions * bitsOf[dtype]) / 8),
    graphBytes: vectors * HNSW_M * 2 * 4,
  };
}

/** `512 B`, `6.14 MB`, `1.2 TB`: decimal units, three figures. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : Number(value.toPrecision(3))} ${units[unit]}`;
}
