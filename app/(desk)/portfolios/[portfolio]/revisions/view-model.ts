import type { RevisedDecision } from '@/lib/core/backtest/revision-effect';
import { percent } from '@/lib/format/percent';
import type { RevisionReading } from '@/lib/server/use-cases/read-revisions';
import { stepLabel } from '../../../_components/steps';

/** Targets nearer than this are one mix: a proposal goes stale beyond it. */
const NAMEABLE = 0.0025;

export interface RevisedRow {
  readonly date: string;
  readonly distance: number;
  /** "Unemployment −0.31, now +0.12 (US equity, Emerging)". */
  readonly flips: readonly string[];
  /** The class that moved most, with both targets. */
  readonly moved: { readonly name: string; readonly asKnown: number; readonly asRevised: number };
}

export interface RevisionView {
  readonly title: string;
  readonly lede: string;
  readonly rows: readonly RevisedRow[];
}

const signed = (score: number): string => `${score < 0 ? '−' : '+'}${Math.abs(score).toFixed(2)}`;

/** What turned, with the assets it turned for: one reading speaks about several. */
function byScore(flips: RevisedDecision['flips']): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const { indicator, asset, asKnown, asRevised } of flips) {
    const said = `${stepLabel(indicator)} ${signed(asKnown)}, now ${signed(asRevised)}`;
    groups.set(said, [...(groups.get(said) ?? []), asset]);
  }
  return groups;
}

function rowOf({ date, assets, asKnown, asRevised, distance, flips }: RevisedDecision, nameOf: ReadonlyMap<string, string>): RevisedRow {
  const moves = asKnown.map((weight, a) => Math.abs(asRevised[a] - weight));
  const a = moves.indexOf(Math.max(...moves));
  const name = (asset: string) => nameOf.get(asset) ?? asset;
  return {
    date,
    distance,
    flips: [...byScore(flips)].map(([said, assetsOf]) => `${said} (${assetsOf.map(name).join(', ')})`),
    moved: { name: name(assets[a]), asKnown: asKnown[a], asRevised: asRevised[a] },
  };
}

/** What to say first: whether anything here can be told, and then how much revisions moved. */
function wordsOf({ series, decisions }: RevisionReading, rows: readonly RevisedRow[]): Pick<RevisionView, 'title' | 'lede'> {
  const revised = series.filter((one) => one.revised > 0);
  if (revised.length === 0) {
    const title = series.length === 0 ? 'The model reads prices alone: they are not revised' : 'No series here was ever published twice';
    return { title, lede: 'Import observations with a release date or a vintage per value: then this room shows what was known at each decision, what it was revised to, and which signals turned.' };
  }
  const most = decisions.reduce((largest, { distance }) => Math.max(largest, distance), 0);
  const turned = decisions.filter(({ flips }) => flips.length > 0).length;
  return {
    title: `On final values ${rows.length} of ${decisions.length} decisions would have been another, by ${percent(most)} of the portfolio at most`,
    lede: `On ${turned} of them a signal pointed the other way. Decisions use first releases and what had been revised by their day; beside them stands the same model on the newest vintage of every value.`,
  };
}

export function revisionView(reading: RevisionReading): RevisionView {
  const { classes, policy } = reading.facts.policyVersion;
  const nameOf = new Map(policy.lines.map((line, k) => [line.asset as string, classes[k].name]));
  const rows = reading.decisions
    .filter(({ distance, flips }) => distance >= NAMEABLE || flips.length > 0)
    .map((decision) => rowOf(decision, nameOf))
    .reverse();
  return { ...wordsOf(reading, rows), rows };
}
