import { type ClassValue, clsx } from 'clsx';

/**
 * Joins class names. Where two set the same property the stylesheet decides, not their order: who changes what a part of
 * the interface sets itself marks that as important (`w-40!`).
 */
export function classNames(...values: ClassValue[]): string {
  return clsx(values);
}
