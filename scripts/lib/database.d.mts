/** Migrates as the owner and grants the app's role its rights. */
export function prepareDatabase(urls: { readonly databaseUrl: string; readonly migrationUrl: string }): Promise<{
  readonly applied: readonly string[];
  readonly separateRoles: boolean;
}>;
