import type { PolicyVersion } from '../db/portfolio-store';

/** The series that plays a role of an indicator under a policy: the one its model's parameters name, else the default. */
export function seriesInRole({ model }: Pick<PolicyVersion, 'model'>, { role, defaultSeries }: { readonly role: string; readonly defaultSeries: string }): string {
  const chosen = (model.params.series ?? {}) as Readonly<Partial<Record<string, string>>>;
  return chosen[role] ?? defaultSeries;
}
