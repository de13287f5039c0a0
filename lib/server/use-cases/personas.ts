import type { Database } from '../db/client';
import { listPersonas } from '../db/people-store';
import { personasAllowed } from '../env';

/** The people of the sample desk, offered for one-click sign-in; nobody where that is not allowed. */
export async function readPersonas(db: Database): Promise<readonly { readonly userId: string; readonly name: string; readonly role: string }[]> {
  if (!personasAllowed()) return [];
  return (await listPersonas(db)).map(({ userId, name, role }) => ({ userId, name, role }));
}
