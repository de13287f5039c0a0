import type { APIRequestContext, APIResponse } from '@playwright/test';

export interface Statement {
  readonly fileName: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly portfolio?: string;
  readonly effectiveFrom?: string;
  readonly dryRun?: boolean;
}

export const importAddress = (statement: Statement): string => `/api/imports?statement=${encodeURIComponent(JSON.stringify(statement))}`;

/** Sends a file as the import room does, from the desk's own origin unless told otherwise. */
export function sendImport(request: APIRequestContext, origin: string, statement: Statement, text: string): Promise<APIResponse> {
  return request.post(importAddress(statement), { headers: { origin, 'content-type': 'application/octet-stream' }, data: Buffer.from(text) });
}
