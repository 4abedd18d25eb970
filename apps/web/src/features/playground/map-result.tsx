'use client';

import { useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { cosineText } from './cosine-text.ts';
import { Mark } from './mark.tsx';
import type { Clusters } from './maths/clusters.ts';
import { CLUSTERS_MAX } from './maths/task.ts';
import type { Finding } from './outcome.ts';
import { Scatter } from './scatter.tsx';
import type { Ask } from './use-maths.ts';

const LISTED_MAX = 6;

/** The map, coloured by cluster, and the clusters in words; their number can be changed without another call. */
export function MapResult({ texts, finding, ask }: MapResultProps) {
  const { vectors, matrix, points, clusters: suggested } = finding;
  const [clusters, setClusters] = useState<Clusters>(suggested);
  const [lit, setLit] = useState<number | null>(null);
  const most = Math.min(CLUSTERS_MAX, texts.length - 1);
  const choices = Array.from({ length: most - 1 }, (_, index) => String(index + 2));
  const choose = async (k: string) =>
    setClusters(await ask<'cluster'>({ name: 'cluster', vectors, matrix, k: Number(k) }));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-[minmax(0,1fr)_18rem]">
      <Scatter points={points} assignment={clusters.assignment} texts={texts} lit={lit} onLit={setLit} />
      <div className="grid content-start gap-4">
        <Field
          label="Clusters"
          hint={`${suggested.k} suggested: each text is nearest to its own there (silhouette ${cosineText(suggested.silhouette)}).`}
        >
          {(control) => (
            <Select
              {...control}
              value={String(clusters.k)}
              onChange={choose}
              options={[...new Set([...choices, String(suggested.k)])].map((value) => ({ value, label: value }))}
            />
          )}
        </Field>
        <ul className="grid gap-3">
          {Array.from({ length: clusters.k }, (_, cluster) => {
            const members = texts.flatMap((_text, index) => (clusters.assignment[index] === cluster ? [index] : []));
            return (
              <li key={members.join()} className="grid gap-1">
                <p className="flex items-center gap-2 text-13 font-medium">
                  <svg viewBox="0 0 40 40" className="size-4 shrink-0" aria-hidden>
                    <Mark cluster={cluster} x={20} y={20} size={15} />
                  </svg>
                  Cluster {cluster + 1}, {members.length} {members.length === 1 ? 'text' : 'texts'}
                </p>
                <ul className="grid pl-6 text-13 text-ink-muted">
                  {members.slice(0, LISTED_MAX).map((index) => (
                    <li
                      key={index}
                      className="truncate"
                      onPointerEnter={() => setLit(index)}
                      onPointerLeave={() => setLit(null)}
                    >
                      {texts[index]}
                    </li>
                  ))}
                  {members.length > LISTED_MAX ? <li>and {members.length - LISTED_MAX} more</li> : null}
                </ul>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

interface MapResultProps {
  texts: string[];
  finding: Extract<Finding, { tool: 'map' }>;
  ask: Ask;
}
