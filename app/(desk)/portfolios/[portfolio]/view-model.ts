import { LAYER_IDS, leaningLayers, type MixRow } from '@/components/portfolio/mix-geometry';
import { activeShare, withTotal, type WaterfallGroup } from '@/components/portfolio/waterfall-geometry';
import type { WaterfallAsset } from '@/components/portfolio/waterfall-table';
import type { Fact, FreshItem } from '@/components/shell/strips';
import type { StatusTone } from '@/components/ui/status-mark';
import { dateLong, dateShort } from '@/lib/format/date';
import { moneyCompact } from '@/lib/format/money';
import { fixed, MISSING, roundTo } from '@/lib/format/number';
import { percent } from '@/lib/format/percent';
import { bp, bpFigure } from '@/lib/format/points';
import type { MixReading } from '@/lib/server/use-cases/read-mix';
import { momentQuery, withQuery } from '../../_components/moment';
import { hasLayer, partsOf, stepGroups, stepInSentence, stepLabel } from '../../_components/steps';
import { stepsTable, weightsTable, type PictureTable } from './mix-tables';

export interface MixView {
  readonly title: string;
  readonly lede: string;
  readonly status: { readonly tone: StatusTone; readonly word: string };
  readonly fresh: readonly FreshItem[];
  readonly facts: readonly Fact[];
  readonly rows: readonly MixRow[];
  /** What the parts of the shift are, and which layer has none. */
  readonly partsNote: string;
  /** The figures behind the pictures. */
  readonly tables: { readonly weights: PictureTable; readonly steps: PictureTable };
  readonly assets: readonly WaterfallAsset[];
  readonly selectedId: string;
  readonly groups: readonly WaterfallGroup[];
  readonly whyTitle: string;
  readonly whyNote: string;
  readonly changeSentence: string;
  readonly footing: string;
  readonly missing: readonly string[];
  readonly canPropose: boolean;
  readonly openProposal: number | null;
  /** What must be imported before there is a current mix. */
  readonly lacks: 'holdings' | 'prices' | null;
}

/** Shifts below this are not spoken of. */
const NAMEABLE = 0.005;
const SHORT_NAME = 13;
/** Beyond a long weekend, prices that lag behind the calendar are worth a word. */
const LATE_DAYS = 5;

const listed = (names: readonly string[]): string => (names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);

/** Names of the classes most sold and most bought, two of each at the most. */
function movers(rows: readonly MixRow[]): { readonly out: readonly string[]; readonly into: readonly string[] } {
  const shifts = rows.flatMap((row) => (row.current === null || row.target === null ? [] : [{ name: row.name, shift: row.target - row.current }]));
  const most = (sign: 1 | -1) =>
    shifts
      .filter(({ shift }) => shift * sign >= NAMEABLE)
      .sort((a, b) => (b.shift - a.shift) * sign)
      .slice(0, 2)
      .map(({ name }) => name);
  return { out: most(-1), into: most(1) };
}

function titleOf(reading: MixReading, rows: readonly MixRow[]): string {
  const { heldFrom } = reading.holdings;
  if (heldFrom !== null && !reading.facts.isPast) return `The book begins on ${dateLong(heldFrom)}, after the last day of the prices`;
  if (reading.holdings.isEmpty) return reading.facts.isPast ? 'Nothing was held then: policy and target as they stood' : 'Nothing is held yet: policy and target stand ready';
  if (!reading.isDue) return `No move: the holdings lie ${percent(reading.turnover)} from the target`;
  const { out, into } = movers(rows);
  const from = out.length > 0 ? `out of ${listed(out)}` : '';
  const to = into.length > 0 ? `into ${listed(into)}` : '';
  return `Move ${percent(reading.turnover)} of the portfolio: ${[from, to].filter((part) => part !== '').join(', ')}`;
}

/** The class whose target lies farthest from policy. Cash takes what the others give, so it explains nothing by itself. */
function farthestFromPolicy({ recommendation, facts }: MixReading): number {
  const cash = facts.policyVersion.policy.cashAsset;
  const distances = recommendation.lines.map((line) => (line.code === cash ? -1 : Math.abs(line.target - line.strategic)));
  return distances.indexOf(Math.max(...distances));
}

/** What took that class there. */
function ledeOf(reading: MixReading, rows: readonly MixRow[]): string {
  const { recommendation } = reading;
  const k = farthestFromPolicy(reading);
  const line = recommendation.lines[k];
  if (Math.abs(line.target - line.strategic) < NAMEABLE) return `Every asset class stands within ${percent(NAMEABLE)} of its strategic weight.`;
  const causes = recommendation.steps
    .filter(({ step }) => step.includes('.'))
    .map(({ step, changes }) => ({ label: stepInSentence(step), change: changes[k] }))
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, 2)
    .filter(({ change }) => Math.abs(change) >= 0.0005)
    .map(({ label, change }) => `${label} ${bp(change, { sign: 'always' })}`);
  const rules = recommendation.steps.filter(({ step }) => !step.includes('.')).reduce((sum, { changes }) => sum + changes[k], 0);
  const given = Math.abs(rules) >= 0.0005 ? ` Limits, pace and the no-trade band then move it by ${bp(rules, { sign: 'always' })}.` : '';
  return `${rows[k].name} points to ${percent(line.target)} against a policy of ${percent(line.strategic)}: ${listed(causes)}.${given}`;
}

function statusOf(reading: MixReading): MixView['status'] {
  if (reading.openProposal !== null) return { tone: 'attention', word: `Proposal ${reading.openProposal.number} is open` };
  if (reading.holdings.isEmpty) return { tone: 'neutral', word: 'Nothing held' };
  return reading.isDue ? { tone: 'attention', word: 'Decision needed' } : { tone: 'ok', word: 'No decision needed' };
}

function afterPrices({ droppedRows, daysBehind }: MixReading['facts']): { readonly after?: string } {
  const words = [daysBehind > LATE_DAYS ? `${daysBehind} days behind the calendar` : '', droppedRows > 0 ? `${droppedRows} incomplete rows left out` : ''].filter((part) => part !== '');
  return words.length > 0 ? { after: `; ${words.join('; ')}` } : {};
}

function freshOf(reading: MixReading): readonly FreshItem[] {
  const { facts, recommendation, period } = reading;
  const observed = recommendation.readings.filter((one) => one.period !== null).map((one) => one.knownAt);
  const newest = [...observed].sort().at(-1);
  const kinds = new Set(recommendation.readings.filter((one) => one.period !== null).map((one) => one.indicator));
  return [
    { label: 'As of', value: `${dateLong(facts.asOf)}, close` },
    { label: 'Decided on', value: `${dateLong(recommendation.decisionDate)}, the last closed month-end`, ...(period.provisionalFrom ? { after: `; rows from ${dateShort(period.provisionalFrom)} are provisional` } : {}) },
    { label: 'Prices', value: `${facts.policyVersion.classes.length} of ${facts.policyVersion.classes.length} to ${dateShort(facts.asOf)}`, ...afterPrices(facts) },
    { label: 'Macro', value: kinds.size === 0 ? 'none' : `${kinds.size} readings`, ...(newest ? { after: `, latest known ${dateLong(newest)}` } : {}) },
    { label: 'Model', value: `${recommendation.model.slug} ${recommendation.model.version} under policy v${recommendation.policyVersion}` },
  ];
}

const withoutUnit = (value: number | null): string => (value === null ? MISSING : fixed(value * 100, 1));
const years = (value: number | null): string => (value === null ? MISSING : percent(value));

function factsOf(reading: MixReading): readonly Fact[] {
  const { facts, holdings, risk, drawdownNow, costAmount } = reading;
  const { turnoverLimit, trackingErrorLimit } = facts.policyVersion;
  const value = holdings.isEmpty ? null : Number(holdings.value);
  const currency = facts.portfolio.baseCurrency;
  const fromTo = (from: number | null | undefined, to: number | null) => (from === null || from === undefined ? { value: years(to) } : { value: withoutUnit(from), to: years(to) });
  return [
    { label: 'Portfolio value', value: value === null ? MISSING : moneyCompact(value, currency), detail: `${currency}, at closing prices` },
    { label: 'Turnover, one-way', value: reading.turnover === null ? MISSING : percent(reading.turnover), detail: turnoverLimit === null ? 'no cap' : `of a cap of ${percent(turnoverLimit, { decimals: 0 })}` },
    {
      label: 'Cost',
      value: costAmount === null || value === null ? MISSING : bp(costAmount / value, { decimals: 1 }),
      detail: costAmount === null ? 'nothing to trade' : `${moneyCompact(costAmount, currency)}, trading cost alone`,
    },
    { label: 'Tracking error, ex ante', ...fromTo(risk.current?.trackingErrorAnnual, risk.target.trackingErrorAnnual), detail: trackingErrorLimit === null ? 'a year, against strategic' : `against strategic; limit ${percent(trackingErrorLimit)}` },
    { label: 'Volatility, ex ante', ...fromTo(risk.current?.volatilityAnnual, risk.target.volatilityAnnual), detail: `a year; strategic ${years(risk.strategic.volatilityAnnual)}` },
    { label: 'Drawdown now', value: drawdownNow === null ? MISSING : percent(drawdownNow.dynamic), detail: drawdownNow === null ? 'no evidence yet' : `dynamic mix, net; strategic ${percent(drawdownNow.strategic)}` },
  ];
}

export function mixRows(reading: MixReading): readonly MixRow[] {
  const { recommendation, facts, holdings } = reading;
  const value = holdings.isEmpty ? null : Number(holdings.value);
  return recommendation.lines.map((line, k) => {
    const { min, max } = facts.policyVersion.policy.lines[k];
    const asset = facts.policyVersion.classes[k];
    const symbol = asset.instruments[0]?.symbol;
    return {
      id: line.code,
      name: asset.name,
      ...(symbol && symbol !== asset.name ? { instrument: symbol } : {}),
      colour: k + 1,
      current: line.current,
      strategic: line.strategic,
      target: line.target,
      min,
      max,
      amount: value === null || line.current === null ? null : (line.target - line.current) * value,
      parts: { toPolicy: line.current === null ? null : line.strategic - line.current, ...partsOf(recommendation, k) },
    };
  });
}

const LAYER_WORDS = { dynamic: 'dynamic layer', tactical: 'tactical overlay' } as const;

/** The columns beside the shift in words; a layer without a column is named in a line. */
function partsNoteOf({ recommendation, holdings }: MixReading, rows: readonly MixRow[]): string {
  const leaning = leaningLayers(rows);
  const still = LAYER_IDS.filter((layer) => !leaning.includes(layer)).map((layer) =>
    hasLayer(recommendation, layer) ? `The ${LAYER_WORDS[layer]} leans nowhere today.` : `The model has no ${LAYER_WORDS[layer]}.`,
  );
  if (leaning.length === 0) return still.join(' ');
  const named = listed(leaning.map((layer) => (layer === 'dynamic' ? 'Dynamic' : 'Tactical')));
  const rest = holdings.isEmpty ? 'Nothing is held, so there is no shift and no rest.' : 'Rest is the way from the holdings back to policy, and what limits, pace and the no-trade band give or take. Together they are the shift.';
  return [`${named}: what each layer adds to policy or takes from it, before limits and pace.`, rest, ...still].join(' ');
}

/** The nearest change of any signal, in words. */
function changeOf({ recommendation }: MixReading, rows: readonly MixRow[]): string {
  const nearest = [...recommendation.distances].sort((a, b) => Math.abs(a.move) - Math.abs(b.move))[0];
  if (!nearest) return 'No signal has a distance yet: there is too little history.';
  const name = rows.find((row) => row.id === nearest.asset)?.name ?? nearest.asset;
  const direction = nearest.move > 0 ? 'A rise' : 'A fall';
  return `${direction} of ${percent(Math.abs(nearest.move))} in ${name} would turn its ${nearest.months}-month ${nearest.indicator} ${nearest.state > 0 ? 'negative' : 'positive'}: the nearest change of any signal, measured from the close of ${dateLong(recommendation.decisionDate)}.`;
}

/** What cannot speak, once per indicator. */
function missingOf({ recommendation }: MixReading): readonly string[] {
  const whole = recommendation.missing.filter((one) => one.asset === null);
  const single = recommendation.missing.filter((one) => one.asset !== null);
  const grouped = new Map<string, { reason: string; assets: string[] }>();
  for (const one of single) {
    const entry = grouped.get(`${one.indicator} ${one.reason}`) ?? { reason: one.reason, assets: [] };
    entry.assets.push(one.asset as string);
    grouped.set(`${one.indicator} ${one.reason}`, entry);
  }
  return [
    ...whole.map((one) => `${stepLabel(`${one.layer}.${one.indicator}`)}: ${one.reason}`),
    ...[...grouped].map(([key, { reason, assets }]) => `${stepLabel(`x.${key.split(' ')[0]}`)} of ${listed(assets)}: ${reason}`),
  ];
}

/** What `?class=` says for all classes together. */
const IN_TOTAL = 'in-total';

/** Shapes what the Mix room shows. `selected` is the class whose waterfall is drawn, or all of them; unknown ones fall back to the class farthest from policy. */
export function mixView(reading: MixReading, selected: string | undefined, href: (code: string) => string): MixView {
  const { recommendation, facts } = reading;
  const rows = mixRows(reading);
  const chosen = recommendation.lines.find((line) => line.code === selected) ?? recommendation.lines[farthestFromPolicy(reading)];
  const inTotal = selected === IN_TOTAL && chosen.code !== selected;
  const name = rows.find((row) => row.id === chosen.code)?.name ?? chosen.code;
  const revised = reading.latestRevised.map((indicator) => stepLabel(`x.${indicator}`));
  const share = activeShare(recommendation.lines);
  const assets = [
    ...recommendation.lines.map((line, k) => ({
      id: line.code,
      name: rows[k].name,
      short: rows[k].name.length <= SHORT_NAME ? rows[k].name : (rows[k].instrument ?? `${rows[k].name.slice(0, SHORT_NAME - 1)}.`),
      strategic: line.strategic,
      target: line.target,
      href: href(line.code),
    })),
    { id: IN_TOTAL, name: 'In total', short: 'In total', strategic: 0, target: share, href: href(IN_TOTAL), isTotal: true },
  ];
  const groups = withTotal(stepGroups(recommendation, (indicator) => withQuery(`/portfolios/${facts.portfolio.slug}/indicators`, { ...momentQuery(facts), indicator, asset: chosen.code })));
  return {
    title: titleOf(reading, rows),
    lede: ledeOf(reading, rows),
    status: statusOf(reading),
    fresh: freshOf(reading),
    facts: factsOf(reading),
    rows,
    partsNote: partsNoteOf(reading, rows),
    tables: { weights: weightsTable(rows, facts.portfolio.baseCurrency), steps: stepsTable(assets, groups) },
    assets,
    selectedId: inTotal ? IN_TOTAL : chosen.code,
    groups,
    whyTitle: inTotal ? `What took the whole mix ${bpFigure(roundTo(share, 4))} bp away from policy` : `What moved ${name} from ${bpFigure(roundTo(chosen.strategic, 4))} to ${bpFigure(roundTo(chosen.target, 4))} bp`,
    whyNote: `Steps sum to target minus strategic exactly, for every asset class. In total: how far each step takes the whole mix from the strategic one (+) or leads it back (−), one-way, which is half of all differences; in the order shown they sum to the active share of the target, ${bp(roundTo(share, 4))}. A step that trades one difference for another leaves the distance as it is.${revised.length > 0 ? ` ${listed(revised)} ${revised.length === 1 ? 'rests' : 'rest'} on latest-revised values, lagged to their release: not on what was published then.` : ''}`,
    changeSentence: changeOf(reading, rows),
    footing: `Computed by model ${recommendation.model.slug} ${recommendation.model.version} under policy v${recommendation.policyVersion} from data as of ${dateLong(facts.asOf)}. Tracking error and volatility: three years of returns, shrunk towards constant correlation. Nothing trades by itself.`,
    missing: missingOf(reading),
    canPropose: reading.isDue && reading.openProposal === null,
    openProposal: reading.openProposal?.number ?? null,
    lacks: !reading.holdings.isEmpty ? null : reading.holdings.heldFrom === null ? 'holdings' : 'prices',
  };
}
