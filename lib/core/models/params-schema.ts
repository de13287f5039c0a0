import * as z from 'zod';
import { CADENCES } from '../series/period-ends';

/** Role → asset, each role by default played by the asset of its own name; unknown roles are refused. */
export function rolesSchema(names: readonly string[]) {
  return z.strictObject(Object.fromEntries(names.map((role) => [role, z.string().min(1).default(role)] as const))).prefault({});
}

/** When a rule decides; in a written spec it comes from `decide`. */
export const cadenceSchema = z.enum(CADENCES).default('month-end');

/** A look-back in months. */
export const monthsSchema = z.int().min(1).max(120);
