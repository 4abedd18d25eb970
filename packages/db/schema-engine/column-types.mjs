import { ColumnTypeEnum as Type } from '@prisma/driver-adapter-utils';

/**
 * Engine's column type for a PostgreSQL type number (pg_type.oid). The catalogue queries of the schema engine read also
 * "char" (18), name (19), int2vector (22) and their arrays. What isn't listed travels as text.
 * @param {number} oid
 */
export function columnType(oid) {
  return byOid.get(oid) ?? Type.Text;
}

/** @type {Map<number, import('@prisma/driver-adapter-utils').ColumnType>} */
const byOid = new Map([
  [16, Type.Boolean],
  [17, Type.Bytes],
  [18, Type.Character],
  [19, Type.Text],
  [20, Type.Int64],
  [21, Type.Int32],
  [22, Type.Int32Array],
  [23, Type.Int32],
  [25, Type.Text],
  [26, Type.Int64],
  [114, Type.Json],
  [700, Type.Float],
  [701, Type.Double],
  [1000, Type.BooleanArray],
  [1002, Type.CharacterArray],
  [1003, Type.TextArray],
  [1005, Type.Int32Array],
  [1007, Type.Int32Array],
  [1009, Type.TextArray],
  [1015, Type.TextArray],
  [1016, Type.Int64Array],
  [1028, Type.Int64Array],
  [1082, Type.Date],
  [1114, Type.DateTime],
  [1184, Type.DateTime],
  [1700, Type.Numeric],
  [2950, Type.Uuid],
  [3802, Type.Json],
]);

/** Types whose text the engine parses by itself: JSON, dates, exact numbers. */
const rawText = new Set([114, 1082, 1114, 1184, 1700, 3802]);

/** @param {string} text */
const asText = (text) => text;

/** @param {string} text */
const asRfc3339 = (text) => `${text.replace(' ', 'T').replace(/[+-]\d\d(:\d\d)?$/, '')}Z`;

/**
 * Parser of one column's text form, in the signature of pg's `types` option.
 * @param {(oid: number, format?: 'text') => (text: string) => unknown} fallback pg's own
 */
export function typeParser(fallback) {
  return (/** @type {number} */ oid) => {
    if (oid === 1114 || oid === 1184) return asRfc3339;
    return rawText.has(oid) ? asText : fallback(oid, 'text');
  };
}
