import { exportJournalTable } from '@/lib/server/use-cases/journal';
import { handOut } from '../../hand-out';
import { linesAs } from '../lines';

/** The rows that the address asks for, as the room does: `?portfolio=fund&person=…&kind=proposals&from=2025-01-01`. */
export const GET = (request: Request): Promise<Response> =>
  handOut((context) => exportJournalTable(context, Object.fromEntries([...new URL(request.url).searchParams].filter(([, value]) => value !== ''))), (rows) => linesAs('text/csv', rows));
