'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { ChartTableView, type TableColumn } from '@/components/charts/chart-table-view';
import { ChecksTable } from '@/components/portfolio/checks-table';
import { shiftOf } from '@/components/portfolio/mix-geometry';
import { FactsStrip } from '@/components/shell/strips';
import { Button } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/messages';
import { Note } from '@/components/ui/text';
import type { AssetId } from '@/lib/core/base/units';
import { feasibleRange, hold, type Held } from '@/lib/core/what-if/rescale';
import { whatIf, type WhatIfBasis, type WhatIfChange } from '@/lib/core/what-if/what-if';
import { checkRows } from '../../../../_components/checks';
import { DepartureFields, ProposalForm } from '../../proposals/[proposal]/_components/proposal-form';
import { proposeMix } from '../../what-if-actions';
import { changeIn, queryWith, scoreKey, settableScores, UNCHANGED } from './address';
import { ScoreDials, type Dial } from './score-dials';
import { spokenResult, whatIfFacts } from './words';
import { WeightsTable, type WeightRow } from './weights-table';

/** Who may turn the mix into a proposal, and how; else why not. */
export type ProposeWay =
  | { readonly open: false; readonly why: string }
  | { readonly open: true; readonly reference: { readonly portfolio: string; readonly number: number; readonly version: number }; readonly note: string; readonly days: { readonly hold: string; readonly holdLatest: string } };

export interface WhatIfPanelProps {
  readonly basis: WhatIfBasis;
  readonly names: Readonly<Record<string, string>>;
  readonly dials: readonly Dial[];
  readonly currency: string;
  readonly way: ProposeWay;
}

const QUIET = 700;

const COLUMNS: readonly TableColumn[] = [
  { key: 'current', label: 'Current, %', format: 'percent' },
  { key: 'strategic', label: 'Strategic, %', format: 'percent' },
  { key: 'model', label: 'Model, %', format: 'percent' },
  { key: 'target', label: 'What if, %', format: 'percent' },
  { key: 'shift', label: 'Shift, pp', format: 'pp' },
];

function writeAddress(change: WhatIfChange): void {
  const next = queryWith(new URLSearchParams(window.location.search), change).toString();
  if (`?${next}` !== window.location.search) window.history.replaceState(null, '', `${window.location.pathname}?${next}${window.location.hash}`);
}

function rowsOf({ basis, names }: WhatIfPanelProps, held: Held, modelTarget: readonly number[], weights: readonly number[]): readonly WeightRow[] {
  return basis.policy.lines.map((line, k) => ({
    id: line.asset, name: names[line.asset] ?? line.asset, colour: k + 1, current: basis.book?.weights[k] ?? null, strategic: line.weight, target: weights[k], min: line.min, max: line.max,
    amount: null, model: modelTarget[k], isHeld: held.has(line.asset), range: feasibleRange(basis.policy, new Map([...held].filter(([asset]) => asset !== line.asset)), line.asset),
  }));
}

/** Another weight or another score, and what would come of it: computed here, by the same functions as at the desk. */
export function WhatIfPanel(props: WhatIfPanelProps) {
  const { basis, names, dials, currency, way } = props;
  const query = useSearchParams();
  const [change, setChange] = useState<WhatIfChange>(() => changeIn(new URLSearchParams(query), basis));
  const [spoken, setSpoken] = useState('');
  const [rule, found] = useMemo(() => [whatIf(basis, UNCHANGED), whatIf(basis, change)], [basis, change]);
  const isChanged = change.held.size > 0 || change.scores.length > 0;
  useEffect(() => {
    // Written and spoken when the hand rests, not with every pixel.
    const timer = setTimeout(() => {
      writeAddress(change);
      setSpoken(isChanged && found.ok ? spokenResult(found.value, names, basis.policy) : '');
    }, QUIET);
    return () => clearTimeout(timer);
  }, [change, found, isChanged, names, basis.policy, query]);
  if (!rule.ok) return <ErrorSummary title={rule.error.message} />;
  const shown = found.ok ? found.value : rule.value;
  const move = (id: string, weight: number) => setChange((now) => ({ ...now, held: hold(basis.policy, now.held, id as AssetId, weight) }));
  const setHeld = (id: string, isHeld: boolean) =>
    isHeld ? move(id, shown.weights[basis.policy.lines.findIndex((line) => line.asset === id)]) : setChange((now) => ({ ...now, held: new Map([...now.held].filter(([asset]) => asset !== id)) }));
  const setScore = (key: string, score: number | null) =>
    setChange((now) => {
      const others = now.scores.filter((one) => scoreKey(one) !== key);
      const named = settableScores(basis).find((one) => scoreKey(one) === key);
      return { ...now, scores: score === null || !named ? others : [...others, { ...named, score }] };
    });
  const rows = rowsOf(props, change.held, shown.modelTarget, shown.weights);
  return (
    <>
      {found.ok ? null : <ErrorSummary title={found.error.message}>Let go of a class. The model’s own mix is shown meanwhile.</ErrorSummary>}
      <WeightsTable rows={rows} onMove={move} onHold={setHeld} />
      <Note>Drag a diamond, use the arrow keys on it, or type. What you set is held; the other classes share the rest in proportion to the model’s weights, inside every range and group limit.</Note>
      <ChartTableView filename="what-if" caption="The mix that is tried" heading="Asset class" columns={COLUMNS} rows={rows.map(({ name, current, strategic, model, target }) => ({ date: name, current, strategic, model, target, shift: shiftOf({ current, target }) }))} />
      <div className="mt-3">
        <FactsStrip facts={whatIfFacts(rule.value, shown, currency)} />
      </div>
      <p className="sr-only" role="status">
        {spoken}
      </p>
      {dials.length > 0 ? (
        <ScoreDials dials={dials} set={new Map(change.scores.map((one) => [scoreKey(one), one.score]))} onSet={setScore} />
      ) : (
        <Note>This model is a rule over prices without scores of its own: weights can be tried, signals cannot.</Note>
      )}
      <h3 className="mt-6 mb-3">Checks</h3>
      <ChecksTable checks={checkRows(shown.checks, (code) => names[code] ?? code)} />
      <Note>Checked as a proposal of it would be: after costs and in whole lots.</Note>
      <div className="mt-3">
        <Button onClick={() => setChange(UNCHANGED)} disabled={!isChanged}>
          Back to the recommendation
        </Button>
      </div>
      {way.open ? <ProposeThis way={way} policy={basis.policy} weights={shown.weights} change={isChanged && found.ok ? change : null} /> : <Note>{way.why}</Note>}
    </>
  );
}

const PERCENT_DIGITS = 8;

function ProposeThis({ way, policy, weights, change }: { readonly way: Extract<ProposeWay, { open: true }>; readonly policy: WhatIfBasis['policy']; readonly weights: readonly number[]; readonly change: WhatIfChange | null }) {
  if (change === null) return null;
  return (
    // An address written while the answer is on its way would call off the way to the new proposal: it is written before.
    <section aria-label="Propose this mix" className="what-if-propose" onSubmitCapture={() => writeAddress(change)}>
      <h3>Propose this mix</h3>
      <Note>{way.note}</Note>
      <ProposalForm send={proposeMix} reference={way.reference} label="Propose these weights" busyLabel="Computing…" wide={false}>
        {policy.lines.map((line, k) => (
          <input key={line.asset} type="hidden" name={`weight:${line.asset}`} value={(weights[k] * 100).toFixed(PERCENT_DIGITS)} />
        ))}
        <DepartureFields reasonLabel="Reason, needed to depart from the rule" untilLabel="Holds until" until={way.days.hold} latest={way.days.holdLatest} />
      </ProposalForm>
    </section>
  );
}
