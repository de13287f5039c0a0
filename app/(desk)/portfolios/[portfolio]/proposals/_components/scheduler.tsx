import { Note } from '@/components/ui/text';
import { ActionButton } from '../../_components/action-button';
import { draftsOff, draftsOn } from '../../actions';
import type { SchedulerView } from '../scheduler-view';

/** What the scheduler does here, with the switch for those who may turn it. */
export function Scheduler({ view, slug, maySet }: { readonly view: SchedulerView; readonly slug: string; readonly maySet: boolean }) {
  return (
    <div className="scheduler">
      <Note>{view.says}</Note>
      {maySet ? <ActionButton action={view.drafts ? draftsOff : draftsOn} portfolio={slug} label={view.drafts ? 'Turn drafts off' : 'Turn drafts on'} busyLabel="One moment…" /> : null}
    </div>
  );
}
