'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

/** Light, dark, then as the system says, a press each. The icons are in the page and CSS picks one, so the first paint is right. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  // Only the browser knows what was chosen.
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  const now = mounted ? choices.indexOf(theme ?? '') : -1;
  const next = choices[(now + 1) % choices.length] ?? 'light';
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={now < 0 ? 'Theme' : `Theme: ${choices[now]}. Change to ${next}`}
      title={now < 0 ? undefined : `Theme: ${choices[now]}`}
      onClick={() => setTheme(next)}
    >
      {mounted && theme === 'system' ? (
        <Monitor aria-hidden />
      ) : (
        <>
          <Sun className="dark:hidden" aria-hidden />
          <Moon className="hidden dark:block" aria-hidden />
        </>
      )}
    </Button>
  );
}

const choices = ['light', 'dark', 'system'];
