import { Disclosure } from '@/components/ui/disclosure';
import { StatusMark } from '@/components/ui/status-mark';
import { Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { may } from '@/lib/server/auth/permissions';
import { roomContext } from '@/lib/server/auth/request';
import { listJobs } from '@/lib/server/use-cases/jobs';
import { listConnectors } from '@/lib/server/use-cases/list-connectors';
import { removeKey, retry, unsubscribe } from '../actions';
import { sourcesView, type JobRow, type SourceRow } from '../sources-view-model';
import { LookAgain } from '../../_components/look-again';
import { RowDeed } from '../../_components/row-deed';
import { KeyForm, RefreshAll, SubscribeForm } from './source-forms';

function SourceTable({ sources, mayFeed, mayKey }: { readonly sources: readonly SourceRow[]; readonly mayFeed: boolean; readonly mayKey: boolean }) {
  return (
    <Table caption="Sources" roomy>
      <thead>
        <tr>
          <th scope="col">Source</th>
          <th scope="col">State</th>
          <th scope="col">Last success</th>
          <th scope="col">Key</th>
          <th scope="col">Feeds</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={source.slug}>
            <th scope="row" className="prose-cell">
              <a className="link" href={source.site} rel="noreferrer">
                {source.name}
              </a>
              <span className="sub block">{source.about}</span>
            </th>
            <td className="prose-cell">
              <StatusMark tone={source.tone}>{source.state}</StatusMark>
              {source.detail ? <span className="sub block">{source.detail}</span> : null}
            </td>
            <td>{source.lastSuccess}</td>
            <td>
              {source.key}
              {mayKey && source.key.startsWith('stored') ? <RowDeed action={removeKey} name="connector" value={source.slug} label="Remove" says={`Remove the key of ${source.name}`} /> : null}
            </td>
            <td>
              {source.feeds.length === 0 ? '–' : null}
              {source.feeds.map((feed) => (
                <div key={feed.id}>
                  {feed.code} <span className="muted">from {feed.from}, {feed.every}</span>
                  {mayFeed ? <RowDeed action={unsubscribe} name="subscription" value={feed.id} label="End" says={`End feeding ${feed.code} from ${source.name}`} /> : null}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function JobTable({ jobs }: { readonly jobs: readonly JobRow[] }) {
  return (
    <Table caption="Jobs, newest first" roomy>
      <thead>
        <tr>
          <th scope="col">Job</th>
          <th scope="col">State</th>
          <th scope="col">What came of it</th>
          <th scope="col">Asked for</th>
          <th scope="col">Again</th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <th scope="row">{job.what}</th>
            <td>
              <StatusMark tone={job.tone}>{job.state}</StatusMark>
            </td>
            <td className="prose-cell">{job.detail}</td>
            <td>{job.asked}</td>
            <td>{job.canRetry ? <RowDeed action={retry} name="job" value={job.id} label="Try again" says={`Try ${job.what} again`} /> : null}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Which sources feed this desk, how they behave, and what the last refreshes brought. */
export async function SourcesAndJobs() {
  const context = await roomContext();
  const [reading, jobs] = await Promise.all([listConnectors(context, {}), listJobs(context, { limit: 12 })]);
  if (!reading.ok) throw new Error(reading.error.message);
  if (!jobs.ok) throw new Error(jobs.error.message);
  const isReal = context.actor.workspaceKind === 'real';
  const [mayFeed, mayKey] = [isReal && may(context.actor, 'import-data'), isReal && may(context.actor, 'manage-sources')];
  const view = sourcesView(reading.value, jobs.value.jobs, context.clock.now(), mayFeed);
  const choices = reading.value.connectors.map(({ slug, name, idHint, asks }) => ({ slug, name, idHint, asks }));
  const keyed = choices.filter(({ slug }) => reading.value.connectors.some((one) => one.slug === slug && one.needsKey !== 'none'));
  return (
    <>
      <Section title="Sources and jobs" sub={view.sub} aside={mayFeed && view.feedsAny ? <RefreshAll /> : null} id="sources">
        <LookAgain isBusy={view.isBusy} />
        <SourceTable sources={view.sources} mayFeed={mayFeed} mayKey={mayKey} />
        {mayFeed ? (
          <Disclosure summary="Feed a series from a source" open={!view.feedsAny}>
            <SubscribeForm sources={choices} />
          </Disclosure>
        ) : null}
        {mayKey ? (
          <Disclosure summary="Store the key of a source">
            <KeyForm sources={keyed} />
          </Disclosure>
        ) : null}
        <Note>
          {isReal ? 'What a source says goes the way of an import: append-only, with its hash, and a value it rewrote stands beside the old one. Times are UTC.' : 'The sample desk keeps its own data; sources are for a desk of your own.'}
        </Note>
      </Section>
      {view.jobs.length > 0 ? (
        <Section title="Last jobs" sub="A job that failed or waits can be tried again at once.">
          <JobTable jobs={view.jobs} />
        </Section>
      ) : null}
    </>
  );
}
