import { ModelRefused } from '../isolated/model-refused.ts';
import type { ByteSource } from './byte-source.ts';
import { IR_VERSION_MAX, isOnnxDomain, OPSET_MAX, OPSET_MIN, refusalOf } from './operators.ts';
import { placeOf } from './place.ts';
import { createReader, damaged, type Field, fieldsOf, type Reader, type Span, spanOf, textOf } from './protobuf.ts';

/** What a graph wants or gives: its name, element type and number of dimensions, null where the file doesn't say. */
export type Value = { name: string; type: number | null; rank: number | null };

/** A local function or the graph itself: how many operators it holds, and which functions it calls how often. */
export type Body = { nodes: number; calls: Map<string, number> };

export type Model = {
  inputs: Value[];
  outputs: Value[];
  weights: Set<string>;
  main: Body;
  functions: Map<string, Body>;
};

/** More than the largest encoders have by a hundred times, and a file of a moment's reading. */
const NODES_MAX = 100_000;
const WEIGHTS_MAX = 100_000;
/** Graphs within graphs, which branches have. */
const DEPTH_MAX = 8;

type Walk = { reader: Reader; model: Model; body: Body; nodes: number; known: ReadonlySet<string> };

/**
 * The parts of a ModelProto that are of interest (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), every node of every graph and
 * function looked at on the way. Throws ModelRefused.
 */
export function readModel(source: ByteSource): Model {
  const reader = createReader(source);
  const whole = { from: 0, to: source.size };
  const main: Body = { nodes: 0, calls: new Map() };
  const model: Model = { inputs: [], outputs: [], weights: new Set(), main, functions: new Map() };
  const graphs: Span[] = [];
  const functions: Span[] = [];
  let hasOpset = false;
  for (const field of fieldsOf(reader, whole)) {
    if (field.number === 1) checkFormat(field.value);
    else if (field.number === 7) graphs.push(spanOf(field));
    else if (field.number === 8) hasOpset = checkOpset(reader, spanOf(field)) || hasOpset;
    else if (field.number === 25) functions.push(spanOf(field));
  }
  const [graph, second] = graphs;
  if (!graph) throw damaged('it holds no graph');
  // Protocol buffers would merge two into one that nobody has seen.
  if (second) throw damaged('it holds two graphs');
  if (!hasOpset) throw damaged("it doesn't say which version of the operators it uses");
  const named = functions.map((span) => ({ span, name: functionName(reader, span) }));
  const known = new Set(named.map(({ name }) => name));
  if (known.size < named.length) throw damaged('it defines a function twice');
  const walk: Walk = { reader, model, body: main, nodes: 0, known };
  readGraph(walk, graph, 0);
  for (const { span, name } of named) {
    const body: Body = { nodes: 0, calls: new Map() };
    model.functions.set(name, body);
    readFunction(walk, span, body);
  }
  return model;
}

function checkFormat(version: number): void {
  if (version >= 1 && version <= IR_VERSION_MAX) return;
  throw new ModelRefused(
    `model.onnx is of version ${version} of the format, and up to ${IR_VERSION_MAX} is read here. Export it with an older version of onnx.`,
  );
}

/** Whether this is the version of ONNX's own operators. Domains that no node uses are named by many exporters. */
function checkOpset(reader: Reader, span: Span): boolean {
  let domain = '';
  let version = 0;
  for (const field of fieldsOf(reader, span)) {
    if (field.number === 1) domain = textOf(reader, field);
    else if (field.number === 2) version = field.value;
  }
  if (domain === 'com.microsoft' && version !== 1) {
    throw new ModelRefused(`The graph wants version ${version} of ONNX Runtime's own operators; there is version 1.`);
  }
  if (!isOnnxDomain(domain)) return false;
  if (version >= OPSET_MIN && version <= OPSET_MAX) return true;
  throw new ModelRefused(
    `The graph uses version ${version} of ONNX's operators (opset); ${OPSET_MIN} to ${OPSET_MAX} run here. Export it with opset_version=17.`,
  );
}

function readGraph(walk: Walk, span: Span, depth: number): void {
  if (depth > DEPTH_MAX) throw damaged(`graphs lie within graphs more than ${DEPTH_MAX} deep`);
  const { reader, model } = walk;
  for (const field of fieldsOf(reader, span)) {
    if (field.number === 1) readNode(walk, spanOf(field), depth);
    else if (field.number === 5) {
      const name = readTensor(reader, spanOf(field), 'weight');
      if (depth === 0) model.weights.add(name);
      if (model.weights.size > WEIGHTS_MAX) throw damaged(`it has more than ${WEIGHTS_MAX} weights`);
    } else if (field.number === 15) throw sparse();
    else if (field.number === 11 && depth === 0) model.inputs.push(readValue(reader, spanOf(field)));
    else if (field.number === 12 && depth === 0) model.outputs.push(readValue(reader, spanOf(field)));
  }
}

function readFunction(walk: Walk, span: Span, body: Body): void {
  const inside = { ...walk, body };
  for (const field of fieldsOf(walk.reader, span)) {
    if (field.number === 7) readNode(inside, spanOf(field), 0);
    else if (field.number === 9) checkOpset(walk.reader, spanOf(field));
    else if (field.number === 11) readAttribute(inside, spanOf(field), 0, 'a function');
  }
  walk.nodes = inside.nodes;
}

function readNode(walk: Walk, span: Span, depth: number): void {
  const { reader, body } = walk;
  walk.nodes++;
  body.nodes++;
  if (walk.nodes > NODES_MAX)
    throw new ModelRefused(`The graph has more than ${NODES_MAX} operators. Upload a smaller model.`);
  const texts: Record<number, string> = {};
  const attributes: Span[] = [];
  for (const field of fieldsOf(reader, span)) {
    if (field.number === 5) attributes.push(spanOf(field));
    else if (field.number === 3 || field.number === 4 || field.number === 7 || field.number === 8) {
      // Of two the last would count, and one that was not looked at might run.
      if (texts[field.number] !== undefined) throw damaged('an operator has two names');
      texts[field.number] = textOf(reader, field);
    }
  }
  const { 3: name = '', 4: operator = '', 7: domain = '', 8: overload = '' } = texts;
  const place = placeOf(name, operator, walk.nodes);
  const called = keyOf(domain, operator, overload);
  if (walk.known.has(called)) body.calls.set(called, (body.calls.get(called) ?? 0) + 1);
  else refuseOperator(domain, operator, place);
  for (const attribute of attributes) readAttribute(walk, attribute, depth, place);
}

function refuseOperator(domain: string, operator: string, place: string): void {
  const reason = refusalOf(domain, operator);
  if (reason === null) return;
  const of = isOnnxDomain(domain) ? '' : ` of ${placeOf(domain, domain, 0)}`;
  throw new ModelRefused(
    `The graph uses the operator ${placeOf(operator, 'without a name', 0)}${of} (${place}), which ${reason}.`,
  );
}

function readAttribute(walk: Walk, span: Span, depth: number, place: string): void {
  for (const field of fieldsOf(walk.reader, span)) {
    if (field.number === 6 || field.number === 11) readGraph(walk, spanOf(field), depth + 1);
    else if (field.number === 5 || field.number === 10) readTensor(walk.reader, spanOf(field), place);
    else if (field.number === 22 || field.number === 23) throw sparse();
  }
}

/** Its name. What it holds is the runtime's to check; that it names no other file is ours. */
function readTensor(reader: Reader, span: Span, place: string): string {
  let name = '';
  for (const field of fieldsOf(reader, span)) {
    if (field.number === 8) name = textOf(reader, field);
    else if (field.number === 13 || (field.number === 14 && field.value !== 0)) {
      throw new ModelRefused(
        `The graph keeps numbers in another file (${placeOf(name, place, 0)}), and only model.onnx is uploaded. Save it as one file: onnx.save(model, "model.onnx", save_as_external_data=False).`,
      );
    }
  }
  return name;
}

function sparse(): ModelRefused {
  return new ModelRefused('The graph has sparse weights, which are not supported. Export it with dense ones.');
}

function readValue(reader: Reader, span: Span): Value {
  const value: Value = { name: '', type: null, rank: null };
  for (const field of fieldsOf(reader, span)) {
    if (field.number === 1) value.name = textOf(reader, field);
    else if (field.number === 2) readType(reader, field, value);
  }
  return value;
}

function readType(reader: Reader, type: Field, value: Value): void {
  for (const kind of fieldsOf(reader, spanOf(type))) {
    // A tensor; of other kinds nothing is known.
    if (kind.number !== 1) continue;
    for (const field of fieldsOf(reader, spanOf(kind))) {
      if (field.number === 1) value.type = field.value;
      else if (field.number === 2) value.rank = [...fieldsOf(reader, spanOf(field))].filter(isDimension).length;
    }
  }
}

function isDimension({ number }: Field): boolean {
  return number === 1;
}

function functionName(reader: Reader, span: Span): string {
  let [domain, name, overload] = ['', '', ''];
  for (const field of fieldsOf(reader, span)) {
    if (field.number === 1) name = textOf(reader, field);
    else if (field.number === 10) domain = textOf(reader, field);
    else if (field.number === 13) overload = textOf(reader, field);
  }
  // One that stands for an operator of the runtime's would run in its place, unlooked at.
  if (isOnnxDomain(domain) || domain === 'com.microsoft') throw damaged('it redefines an operator of the runtime');
  return keyOf(domain, name, overload);
}

function keyOf(domain: string, name: string, overload: string): string {
  return `${domain}\n${name}\n${overload}`;
}
