/** Versions of ONNX's own operators that ONNX Runtime 1.30 runs, and that exporters still write. */
export const OPSET_MIN = 7;
export const OPSET_MAX = 26;
/** Versions of the file format that it reads. */
export const IR_VERSION_MAX = 13;

const names = (text: string) => new Set(text.split(/\s+/).filter((name) => name !== ''));

/**
 * Operators that text encoders are made of (https://onnx.ai/onnx/operators): those that compute the same numbers from the same tokens, in a
 * time that their shapes bound, and reach for nothing outside the graph.
 */
const ONNX = names(`
  Abs Add And ArgMax ArgMin Attention AveragePool BatchNormalization BitShift BitwiseAnd BitwiseNot BitwiseOr BitwiseXor Cast CastLike Ceil Celu
  Clip Compress Concat Constant ConstantOfShape Conv ConvInteger Cos CumSum DequantizeLinear Div Dropout DynamicQuantizeLinear Einsum Elu Equal
  Erf Exp Expand EyeLike Flatten Floor GRU Gather GatherElements GatherND Gelu Gemm GlobalAveragePool GlobalMaxPool Greater GreaterOrEqual
  GroupNormalization HardSigmoid HardSwish Hardmax Identity If InstanceNormalization IsInf IsNaN LSTM LayerNormalization LeakyRelu Less
  LessOrEqual Log LogSoftmax LpNormalization MatMul MatMulInteger Max MaxPool Mean MeanVarianceNormalization Min Mish Mod Mul Neg NonZero Not
  OneHot Or PRelu Pad Pow QLinearConv QLinearMatMul QuantizeLinear RMSNormalization RNN Range Reciprocal ReduceL1 ReduceL2 ReduceLogSum
  ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu Reshape RotaryEmbedding Round ScatterElements
  ScatterND Selu Shape Shrink Sigmoid Sign SimplifiedLayerNormalization Sin Size Slice Softmax Softplus Softsign Split Sqrt Squeeze Sub Sum
  Swish Tanh ThresholdedRelu Tile TopK Transpose Trilu Unsqueeze Where Xor
`);

/** The same of ONNX Runtime's own, which its optimiser and quantiser write (https://onnxruntime.ai/docs/reference/operators/ContribOperators). */
const MICROSOFT = names(`
  Attention BiasAdd BiasGelu BiasSoftmax DequantizeLinear DynamicQuantizeMatMul EmbedLayerNormalization FastGelu FusedConv FusedGemm FusedMatMul
  GatedRelativePositionBias GatherBlockQuantized GatherND Gelu GroupQueryAttention MatMulBnb4 MatMulIntegerToFloat MatMulNBits
  MultiHeadAttention PackedAttention PackedMultiHeadAttention QAttention QEmbedLayerNormalization QGemm QLinearAdd QLinearAveragePool
  QLinearConcat QLinearGlobalAveragePool QLinearLeakyRelu QLinearMul QLinearReduceMean QLinearSigmoid QLinearSoftmax QLinearWhere
  QuantizeLinear QuickGelu ReduceSumInteger RelativePositionBias RemovePadding RestorePadding RotaryEmbedding SkipLayerNormalization
  SkipSimplifiedLayerNormalization TransposeMatMul Trilu
`);

const REPEATS =
  'repeats a part of the graph as often as it likes, so nobody can bound its time; export the model without loops';
const RANDOM = 'gives other numbers each time; export the model for inference, without dropout or sampling';
const LISTS = 'works on lists and optional values, which text encoders have no need of; export the model without them';
const STRINGS = 'works on text; texts are tokenised before they come to the graph';

/** Why some operators are none of them. */
const REASONS: Record<string, string> = {
  Loop: REPEATS,
  Scan: REPEATS,
  SequenceMap: REPEATS,
  ...of(RANDOM, 'Bernoulli Multinomial RandomNormal RandomNormalLike RandomUniform RandomUniformLike'),
  ...of(
    LISTS,
    'ConcatFromSequence Optional OptionalGetElement OptionalHasElement SequenceAt SequenceConstruct SequenceEmpty SequenceErase SequenceInsert SequenceLength SplitToSequence',
  ),
  ...of(
    STRINGS,
    'RegexFullMatch StringConcat StringNormalizer StringSplit TfIdfVectorizer Tokenizer WordConvEmbedding',
  ),
};

function of(reason: string, operators: string): Record<string, string> {
  return Object.fromEntries([...names(operators)].map((name) => [name, reason]));
}

/** ONNX's own domain has two spellings. */
export function isOnnxDomain(domain: string): boolean {
  return domain === '' || domain === 'ai.onnx';
}

/** Why an operator may not be in a graph; null: it may. */
export function refusalOf(domain: string, operator: string): string | null {
  const known = isOnnxDomain(domain) ? ONNX : domain === 'com.microsoft' ? MICROSOFT : null;
  if (known?.has(operator)) return null;
  if (known === null) {
    return "belongs to a library of operators that is not installed here; export the model with ONNX's own operators";
  }
  return REASONS[operator] ?? 'is none of the operators that text encoders are made of; export the text encoder alone';
}
