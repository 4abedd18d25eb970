import { type Clusters, cluster, suggestClusters } from './clusters.ts';
import { duplicateGroups } from './duplicates.ts';
import { classify, nearestPair, type Pair, type Ranked, rank } from './nearest.ts';
import { type Points, project } from './projection.ts';
import { cosineMatrix, row, type Vectors } from './vectors.ts';

/** What the page has computed beside itself. */
export interface Tasks {
  compare: { ask: { vectors: Vectors }; answer: { matrix: Float32Array; pair: Pair | null } };
  search: { ask: { documents: Vectors; query: Vectors }; answer: Ranked[] };
  map: { ask: { vectors: Vectors }; answer: { matrix: Float32Array; points: Points; clusters: Clusters } };
  cluster: { ask: { vectors: Vectors; matrix: Float32Array; k: number }; answer: Clusters };
  duplicates: { ask: { count: number; matrix: Float32Array; threshold: number }; answer: number[][] };
  classes: {
    ask: { vectors: Vectors; labels: Vectors };
    answer: { label: number; cosine: number; lead: number }[];
  };
}
export type TaskName = keyof Tasks;
export type Task = { [Name in TaskName]: { name: Name } & Tasks[Name]['ask'] }[TaskName];

/** More clusters than this tell nobody anything. */
export const CLUSTERS_MAX = 12;

/** Does a task; pure, so that it runs in a worker as in a test. `onShare` is told the share done of long ones. */
export function perform(task: Task, onShare: (share: number) => void = () => {}): Tasks[TaskName]['answer'] {
  switch (task.name) {
    case 'compare': {
      const matrix = cosineMatrix(task.vectors);
      return { matrix, pair: nearestPair(task.vectors.count, matrix) };
    }
    case 'search':
      return rank(task.documents, row(task.query, 0));
    case 'map': {
      const matrix = cosineMatrix(task.vectors);
      const points = project(task.vectors.count, matrix, onShare);
      return { matrix, points, clusters: suggestClusters(task.vectors, matrix, CLUSTERS_MAX) };
    }
    case 'cluster':
      return cluster(task.vectors, task.matrix, task.k);
    case 'duplicates':
      return duplicateGroups(task.count, task.matrix, task.threshold);
    case 'classes':
      return classify(task.vectors, task.labels);
  }
}
