export { bundledModels } from './bundled.ts';
export { inspectModel, type ModelReport } from './inspect-model.ts';
export { loadModelFolder, loadModelsOfFolder } from './load-model-folder.ts';
export { ModelFault } from './model-fault.ts';
export { type ModelSpec, modelSpecSchema, type Pooling } from './model-spec.ts';
