'use client';

import { useTheme } from 'next-themes';
import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';

/** The notices themselves. What waited for this script to come is shown first; `onReady` is told how to have later ones shown. */
export function Notices({ waiting, onReady }: NoticesProps) {
  const { theme } = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when there is a place to show them.
  useEffect(() => {
    const show = () => {
      for (const call of waiting.splice(0)) call(toast);
    };
    onReady(show);
    show();
  }, []);
  return (
    <Sonner
      theme={theme === 'light' || theme === 'dark' ? theme : 'system'}
      position="bottom-right"
      toastOptions={{
        style: {
          background: 'var(--surface)',
          color: 'var(--ink)',
          border: '1px solid var(--line)',
          borderRadius: '8px',
          boxShadow: 'var(--elevation)',
          fontFamily: 'var(--font-geist-sans), ui-sans-serif, system-ui, sans-serif',
        },
      }}
    />
  );
}

interface NoticesProps {
  waiting: ((sonner: typeof toast) => void)[];
  onReady: (show: () => void) => void;
}
