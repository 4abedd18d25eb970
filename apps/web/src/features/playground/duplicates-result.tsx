'use client';

import { useEffect, useId, useState } from 'react';
import { cosineText } from './cosine-text.ts';
import type { Ask } from './use-maths.ts';

/** Groups of texts that are at least so near; the slider regroups without another call. */
export function DuplicatesResult({ texts, matrix, ask }: { texts: string[]; matrix: Float32Array; ask: Ask }) {
  const id = useId();
  const [threshold, setThreshold] = useState(0.85);
  const [groups, setGroups] = useState<number[][] | null>(null);
  useEffect(() => {
    let isLate = false;
    ask<'duplicates'>({ name: 'duplicates', count: texts.length, matrix, threshold }).then(
      (found) => {
        if (!isLate) setGroups(found);
      },
      () => {},
    );
    return () => {
      isLate = true;
    };
  }, [ask, texts, matrix, threshold]);

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="grid gap-1.5">
        <label htmlFor={id} className="text-13 font-medium">
          Near enough from a cosine of <output className="figures">{cosineText(threshold)}</output>
        </label>
        <input
          id={id}
          type="range"
          min={0.5}
          max={1}
          step={0.01}
          value={threshold}
          onChange={({ target }) => setThreshold(Number(target.value))}
          className="h-6 w-full accent-(--accent-fill)"
        />
      </div>
      {groups === null ? null : groups.length === 0 ? (
        <p>No two of the {texts.length} texts are that near. Move the slider to the left.</p>
      ) : (
        <>
          <p>
            {groups.length === 1 ? 'One group' : `${groups.length} groups`}; keeping one of each would leave{' '}
            <span className="figures">{texts.length - groups.reduce((sum, group) => sum + group.length - 1, 0)}</span>{' '}
            of <span className="figures">{texts.length}</span> texts.
          </p>
          <ul className="grid gap-3">
            {groups.map((group) => (
              <li key={group.join()} className="rounded-md border p-3">
                <ul className="grid gap-1">
                  {group.map((index) => (
                    <li key={index} className="break-words">
                      {texts[index]}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
