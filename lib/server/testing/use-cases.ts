import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../use-cases/use-case';
import type { Permission } from '../auth/permissions';
import type { Result } from '../../core/base/result';

/** A use case whose input is any value: what somebody may send who keeps to no type. */
export interface AnyUseCase {
  (context: Context, input: unknown): Promise<Result<unknown>>;
  readonly useCaseName: string;
  readonly permission: Permission;
}

const folder = path.join(import.meta.dirname, '..', 'use-cases');

const isUseCase = (value: unknown): value is AnyUseCase => typeof value === 'function' && 'useCaseName' in value;

/** Every use case there is, found in the files: a new one cannot be forgotten. */
export async function allUseCases(): Promise<readonly AnyUseCase[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const modules = await Promise.all(names.map((name) => import(path.join(folder, name)) as Promise<Record<string, unknown>>));
  const found = modules.flatMap((one) => Object.values(one)).filter(isUseCase);
  return [...new Set(found)].sort((a, b) => a.useCaseName.localeCompare(b.useCaseName));
}
