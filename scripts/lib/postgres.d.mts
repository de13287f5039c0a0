export interface DeskDatabase {
  /** As the role that runs the app. */
  readonly databaseUrl: string;
  /** As the owner, for migrations. The same as `databaseUrl` when only that one is given. */
  readonly migrationUrl: string;
  /** Whether it is the built-in Postgres of this checkout. */
  readonly embedded: boolean;
  /** Ends what was started for this call, and nothing else. */
  readonly stop: () => Promise<void>;
}

export interface DatabaseOptions {
  /** Where DATABASE_URL, MIGRATION_DATABASE_URL and MAINSHEET_DATA are looked up; the process's own by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** DATABASE_URL if set, else the built-in database that runs, else the built-in one, started and migrated. */
export function connectionOrStart(options?: DatabaseOptions): Promise<DeskDatabase>;

/** `connectionOrStart` for the length of `work`, with `stop` at its end, after an error and on Ctrl-C. */
export function withDatabase<T>(work: (database: DeskDatabase) => Promise<T>, options?: DatabaseOptions): Promise<T>;

/** The file that says which process uses a data directory. */
export function deskLock(data: string): string;
