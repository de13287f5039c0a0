import type { Actor } from '../auth/actor';
import type { Watched } from '../db/watch-store';

/** Who stands in the journal and in the jobs for what nobody asked for. */
export const SCHEDULE = 'schedule';

/** The scheduler at a desk. It reads and writes below the use cases, which ask people for their role. */
export const schedulerAt = ({ workspace }: Watched): Actor => ({
  userId: SCHEDULE, name: 'the scheduler', email: '', role: 'viewer',
  workspaceId: workspace.id, workspaceSlug: workspace.slug, workspaceName: workspace.name, workspaceKind: workspace.kind,
});
