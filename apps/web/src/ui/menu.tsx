'use client';

import { Slot } from 'radix-ui';
import {
  createContext,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useContext,
  useId,
  useState,
} from 'react';

type Parts = typeof import('./menu-parts.tsx');

/**
 * A menu of actions under its trigger: `<Menu trigger={<Button>…</Button>}><MenuItem onSelect={…}>…</MenuItem></Menu>`.
 * What draws and moves it is fetched when it is about to be opened; its items are made then, too.
 */
export function Menu({ trigger, align = 'end', children, className }: MenuProps) {
  const id = useId();
  const [parts, setParts] = useState<Parts | null>(null);
  const [open, setOpen] = useState(false);
  const prepare = () => {
    if (!parts) void import('./menu-parts.tsx').then(setParts, () => setOpen(false));
  };
  const show = () => {
    prepare();
    setOpen(true);
  };
  return (
    <span className="relative inline-flex min-w-0">
      <Slot.Root
        id={id}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={show}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          show();
        }}
      >
        {trigger}
      </Slot.Root>
      {parts ? (
        <PartsContext value={parts}>
          <parts.MenuPanel labelledBy={id} open={open} onOpenChange={setOpen} align={align} className={className}>
            {children}
          </parts.MenuPanel>
        </PartsContext>
      ) : null}
    </span>
  );
}

/** One action. `danger` for what breaks something, `checked` marks the current choice. */
export function MenuItem(props: MenuItemProps) {
  const parts = useContext(PartsContext);
  return parts ? <parts.PanelItem {...props} /> : null;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const parts = useContext(PartsContext);
  return parts ? <parts.PanelLabel>{children}</parts.PanelLabel> : null;
}

export function MenuSeparator() {
  const parts = useContext(PartsContext);
  return parts ? <parts.PanelSeparator /> : null;
}

const PartsContext = createContext<Parts | null>(null);

interface MenuProps {
  /** A button. */
  trigger: ReactElement;
  align?: 'start' | 'center' | 'end';
  children: ReactNode;
  className?: string;
}

export interface MenuItemProps {
  danger?: boolean;
  checked?: boolean;
  disabled?: boolean;
  onSelect?: (event: Event) => void;
  className?: string;
  children: ReactNode;
}
