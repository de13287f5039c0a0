import { ChartTableView } from '@/components/charts/chart-table-view';
import { CurveLegend } from '@/components/charts/curve-legend';
import { WealthAndDrawdown } from '@/components/charts/wealth-and-drawdown';
import { Button, LinkButton, TextLink } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { EmptyState } from '@/components/ui/empty-state';
import { ProgressBar } from '@/components/ui/progress-bar';
import { StatusMark } from '@/components/ui/status-mark';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { dateLong } from '@/lib/format/date';
import type { RunsReading } from '@/lib/server/use-cases/backtest-runs';
import { LookAgain } from '../../../../_components/look-again';
import { RowDeed } from '../../../../_components/row-deed';
import { cancelRun, compareRuns, removeRun, retryRun } from '../actions';
import { RUN_COLUMNS, runsView, type ComparisonView, type RunRow, type Side } from '../runs-view';
import { RenameForm } from './rename-form';
import { RunForm } from './run-form';

export interface RunsTabProps {
  readonly slug: string;
  readonly reading: RunsReading;
  /** Runs that the address puts side by side. */
  readonly chosen: readonly string[];
  readonly tooMany: boolean;
  readonly mayRun: boolean;
  /** Where the questions about luck are asked of the portfolio's own model. */
  readonly recordHref: string;
}

const COMPARE_FORM = 'compare-runs';
const SET_UP = 'set-up';

function SideTable({ caption, names, sides }: { readonly caption: string; readonly names: readonly string[]; readonly sides: readonly Side[] }) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">{caption}</th>
          {names.map((name, k) => (
            <NumberHeader key={`${k} ${name}`}>{name}</NumberHeader>
          ))}
        </tr>
      </thead>
      <tbody>
        {sides.map(({ label, values }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {values.map((value, k) => (
              <NumberCell key={`${k} ${names[k]}`}>{value}</NumberCell>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Comparison({ slug, view }: { readonly slug: string; readonly view: ComparisonView }) {
  return (
    <Section title={view.title} aside={<CurveLegend curves={view.curves} />} id="side-by-side">
      <WealthAndDrawdown curves={view.curves} wealth={view.wealth} drawdown={view.drawdown} whole={view.whole} />
      <ChartTableView filename={`${slug}-runs`} caption="Growth of 100" columns={view.curves.map(({ key, label }) => ({ key, label, format: 'figure' as const }))} rows={view.wealth} />
      <SideTable caption="Statistics side by side" names={view.names} sides={view.statistics} />
      <Note>{view.convention}</Note>
      <p>{view.differenceWords}</p>
      {view.differences.length > 0 ? <SideTable caption="What differs" names={view.names} sides={view.differences} /> : null}
      <Note>The address of this page holds the choice: send it to a colleague of this desk.</Note>
    </Section>
  );
}

function UnderWay({ slug, rows, mayRun }: { readonly slug: string; readonly rows: readonly RunRow[]; readonly mayRun: boolean }) {
  return (
    <Section title="Under way">
      {rows.map((row) => (
        <ProgressBar
          key={row.id} label={row.name} fraction={row.progress} detail={row.step}
          action={mayRun ? <RowDeed action={cancelRun} name="run" value={row.id} also={{ portfolio: slug }} label="Cancel" says={`Cancel ${row.name}`} /> : null}
        />
      ))}
    </Section>
  );
}

function RunLine({ slug, row, mayRun, isChosen }: { readonly slug: string; readonly row: RunRow; readonly mayRun: boolean; readonly isChosen: boolean }) {
  const also = { portfolio: slug };
  return (
    <tr>
      <td>{row.isDone ? <input type="checkbox" name="compare" value={row.id} form={COMPARE_FORM} defaultChecked={isChosen} aria-label={`Compare ${row.name}`} /> : null}</td>
      <th scope="row" className="prose-cell">
        {row.name}
        <span className="sub block">{row.what}</span>
        {row.beside ? <span className="sub block">{row.beside}</span> : null}
        <span className="sub block">{row.asked}</span>
      </th>
      <td className="prose-cell">
        <StatusMark tone={row.tone}>{row.state}</StatusMark>
        {row.error ? <span className="sub block">{row.error}</span> : null}
        {mayRun && row.canRetry ? <RowDeed action={retryRun} name="run" value={row.id} also={also} label="Compute it" says={`Compute ${row.name}`} /> : null}
        {mayRun && !row.isOpen ? <RowDeed action={removeRun} name="run" value={row.id} also={also} label="Remove" says={`Remove ${row.name} from the list`} /> : null}
      </td>
      {row.figures.map((figure, k) => (
        <NumberCell key={RUN_COLUMNS[k].label}>{figure}</NumberCell>
      ))}
    </tr>
  );
}

/** Runs that people set up: what is under way, what came out, and some of them side by side. */
export function RunsTab({ slug, reading, chosen, tooMany, mayRun, recordHref }: RunsTabProps) {
  const view = runsView(reading);
  const { facts, left } = reading;
  const { executionLag, policy } = facts.policyVersion;
  const notes = [...(tooMany ? ['Four runs at most stand side by side: the first four of the address are shown.'] : []), ...left];
  const setUp = <RunForm portfolio={slug} models={view.models} own={view.own} assets={policy.lines.map(({ asset }) => asset)} usual={{ from: dateLong(facts.portfolio.evidenceStart), to: dateLong(facts.asOf), lag: `${executionLag}, as in the policy` }} />;
  return (
    <>
      <LookAgain isBusy={view.open.length > 0} />
      {notes.map((note) => (
        <Note key={note}>{note}</Note>
      ))}
      {view.comparison ? <Comparison slug={slug} view={view.comparison} /> : null}
      {view.open.length > 0 ? <UnderWay slug={slug} rows={view.open} mayRun={mayRun} /> : null}
      {view.rows.length === 0 ? (
        <EmptyState title="No run yet" action={mayRun ? <LinkButton kind="primary" href={`#${SET_UP}`}>Set up a run</LinkButton> : <LinkButton href={recordHref}>Back to the record</LinkButton>}>
          {mayRun ? 'Name one and start it: it is computed while you do something else.' : 'Somebody who may run backtests can set one up here; you will see it as soon as it is queued.'}
        </EmptyState>
      ) : (
        <Section title={`${view.rows.length === 1 ? 'One run' : `${view.rows.length} runs`} of this portfolio`} aside={<span className="sub">net of trading cost and fee, unless it says gross</span>}>
          <form id={COMPARE_FORM} action={compareRuns}>
            <input type="hidden" name="portfolio" value={slug} />
          </form>
          <Table caption="Runs, newest first" roomy>
            <thead>
              <tr>
                <th scope="col">
                  <span className="sr-only">Compare</span>
                </th>
                <th scope="col">Run</th>
                <th scope="col">State</th>
                {RUN_COLUMNS.map(({ label, unit }) => (
                  <NumberHeader key={label} unit={unit}>
                    {label}
                  </NumberHeader>
                ))}
              </tr>
            </thead>
            <tbody>
              {view.rows.map((row) => (
                <RunLine key={row.id} slug={slug} row={row} mayRun={mayRun} isChosen={chosen.includes(row.id)} />
              ))}
            </tbody>
          </Table>
          <Button type="submit" form={COMPARE_FORM}>
            Compare the ticked runs
          </Button>
          <Note>
            {view.tries} Overfitting, the neighbours of the parameters and walk-forward are asked of the portfolio&apos;s own model <TextLink href={recordHref}>in the record</TextLink>. What each rule is, and what its authors reported, stands in{' '}
            <TextLink href="/conformance">Conformance</TextLink>.
          </Note>
          {mayRun ? (
            <Disclosure summary="Rename a run">
              {view.rows.map((row) => (
                <RenameForm key={`${row.id} ${row.name}`} portfolio={slug} run={row.id} name={row.name} />
              ))}
            </Disclosure>
          ) : null}
        </Section>
      )}
      {mayRun ? (
        <Section title="Set up a run" id={SET_UP}>
          <Disclosure summary="Model, parameters, window and cost" open={view.comparison === null}>
            {setUp}
          </Disclosure>
        </Section>
      ) : null}
    </>
  );
}
