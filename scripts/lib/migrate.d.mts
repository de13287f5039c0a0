/** Applies the migrations in `directory` (prisma/migrations by default) that are new; returns their names. */
export function migrate(url: string, directory?: string): Promise<string[]>;
