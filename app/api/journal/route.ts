import { exportJournal } from '@/lib/server/use-cases/journal';
import { handOut } from './hand-out';

/** The whole journal as JSON lines. */
export const GET = (): Promise<Response> => handOut('application/jsonl', (context) => exportJournal(context, {}));
