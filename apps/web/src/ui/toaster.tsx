'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import type { toast as sonnerToast } from 'sonner';

type Call = (sonner: typeof sonnerToast) => void;

const waiting: Call[] = [];
let wake = () => {};

/** Shows a short notice. Say what happened and what happens next; errors that need an action belong on the page. */
export function toast(...notice: Parameters<typeof sonnerToast>): void {
  queue((sonner) => sonner(...notice));
}

toast.error = (...notice: Parameters<typeof sonnerToast.error>): void => {
  queue((sonner) => sonner.error(...notice));
};

/** Where notices appear. Its script comes with the first of them. */
export function Toaster() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    wake = () => setWanted(true);
    if (waiting.length > 0) wake();
  }, []);
  return wanted ? <Notices waiting={waiting} onReady={(ready) => (wake = ready)} /> : null;
}

const Notices = dynamic(() => import('./notices.tsx').then(({ Notices }) => Notices), { ssr: false });

function queue(call: Call): void {
  waiting.push(call);
  wake();
}
