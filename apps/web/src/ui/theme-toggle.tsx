'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Button } from './button.tsx';
import { Menu, MenuItem } from './menu.tsx';

/** Light, dark, or as the system says. Both icons are in the page and CSS picks one, so the first paint is right. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  return (
    <Menu
      className="min-w-36"
      trigger={
        <Button variant="ghost" size="icon" aria-label="Theme">
          <Sun className="dark:hidden" aria-hidden />
          <Moon className="hidden dark:block" aria-hidden />
        </Button>
      }
    >
      {choices.map(({ value, label, icon: Icon }) => (
        <MenuItem key={value} checked={theme === value} onSelect={() => setTheme(value)}>
          <Icon aria-hidden />
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}

const choices = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'System', icon: Monitor },
];
