import { exportJournal } from '@/lib/server/use-cases/journal';
import { handOut } from '../hand-out';
import { linesAs } from './lines';

/** The whole journal as JSON lines. */
export const GET = (): Promise<Response> => handOut((context) => exportJournal(context, {}), (rows) => linesAs('application/jsonl', rows));
