import { handleApi } from '@/lib/server/api/handle';
import { openContext } from '@/lib/server/auth/request';

export const dynamic = 'force-dynamic';

/** Everything is decided by the table of endpoints, also what is not there. */
const handle = (request: Request) => handleApi(request, openContext());

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
