import { ENGINE_VERSION } from '../../core/engine-version';
import type { Database } from '../db/client';
import { appliedMigrations } from '../db/workspace-store';

export interface Health {
  readonly status: 'ok' | 'unavailable';
  readonly database: 'up' | 'down';
  readonly migrations: { readonly applied: number; readonly latest: string | null };
  readonly version: string;
}

/** Whether this instance can work: open to everybody, so it says nothing about anyone's data. */
export async function readHealth(db: Database): Promise<Health> {
  try {
    const migrations = await appliedMigrations(db);
    return { status: 'ok', database: 'up', migrations: { applied: migrations.length, latest: migrations.at(-1) ?? null }, version: ENGINE_VERSION };
  } catch {
    return { status: 'unavailable', database: 'down', migrations: { applied: 0, latest: null }, version: ENGINE_VERSION };
  }
}
