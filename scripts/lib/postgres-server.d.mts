export interface RunningServer {
  readonly superuserUrl: string;
  readonly migrationUrl: string;
  readonly databaseUrl: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Starts a built-in Postgres in this folder. `durable: false` trades safety against power cuts for speed. */
export function startServer(data: string, options?: { readonly durable?: boolean }): Promise<RunningServer>;

/** Stops the built-in Postgres of this folder, if one runs. */
export function stopServer(data: string): Promise<void>;

export const roles: { readonly superuser: string; readonly owner: string; readonly app: string };
