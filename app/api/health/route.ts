import { openContext } from '@/lib/server/auth/request';
import { readHealth } from '@/lib/server/use-cases/health';

export const dynamic = 'force-dynamic';

export async function GET() {
  const health = await readHealth(openContext().db);
  return Response.json(health, { status: health.status === 'ok' ? 200 : 503 });
}
