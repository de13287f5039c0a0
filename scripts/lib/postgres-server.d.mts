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

export interface SqlClient {
  readonly query: <Row extends object = object>(text: string, values?: readonly unknown[]) => Promise<{ readonly rows: Row[]; readonly rowCount: number | null }>;
}

/** Opens a connection for as long as `work` takes. */
export function withClient<T>(connectionString: string, work: (client: SqlClient) => Promise<T>): Promise<T>;
