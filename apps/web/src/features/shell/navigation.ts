import {
  Activity,
  BookOpen,
  BookText,
  Boxes,
  Building2,
  Calculator,
  ChartColumn,
  CreditCard,
  FlaskConical,
  Gauge,
  KeyRound,
  Layers,
  LayoutGrid,
  type LucideIcon,
  ScrollText,
  Settings,
  UsersRound,
} from 'lucide-react';

export interface NavigationEntry {
  label: string;
  href: string;
  icon: LucideIcon;
}

/** The pages of the dashboard in their groups; a line is drawn between groups. */
export const navigation: readonly (readonly NavigationEntry[])[] = [
  [
    { label: 'Overview', href: '/overview', icon: LayoutGrid },
    { label: 'Quickstart', href: '/quickstart', icon: BookOpen },
    { label: 'Playground', href: '/playground', icon: FlaskConical },
  ],
  [
    { label: 'Keys', href: '/keys', icon: KeyRound },
    { label: 'Usage', href: '/usage', icon: ChartColumn },
    { label: 'Limits', href: '/limits', icon: Gauge },
  ],
  [
    { label: 'Models', href: '/models', icon: Boxes },
    { label: 'Estimator', href: '/estimate', icon: Calculator },
  ],
  [
    { label: 'Team', href: '/team', icon: UsersRound },
    { label: 'Billing', href: '/billing', icon: CreditCard },
    { label: 'Audit', href: '/audit', icon: ScrollText },
    { label: 'Settings', href: '/settings', icon: Settings },
    { label: 'Docs', href: '/docs', icon: BookText },
  ],
];

/** What platform admins have besides: the platform itself, apart from any tenant. */
export const operatorNavigation: readonly NavigationEntry[] = [
  { label: 'Tenants', href: '/operator/tenants', icon: Building2 },
  { label: 'Plans', href: '/operator/plans', icon: Layers },
  { label: 'All models', href: '/operator/models', icon: Boxes },
  { label: 'System', href: '/operator/system', icon: Activity },
  { label: 'Platform audit', href: '/operator/audit', icon: ScrollText },
];

/** Whether a page lies at the entry or below it. */
export function isCurrent(entry: NavigationEntry, pathname: string): boolean {
  return pathname === entry.href || pathname.startsWith(`${entry.href}/`);
}
