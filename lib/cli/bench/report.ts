import { textTable } from '../table';
import type { BenchReport, CaseOutcome } from './bench';
import type { Growth } from './growth';
import type { Timing } from './timing';

const milliseconds = (value: number): string => (value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(3) : value.toFixed(4));
const timing = (time: Timing | null): string => (time ? `${milliseconds(time.median)} (${milliseconds(time.lowerQuartile)}–${milliseconds(time.upperQuartile)})` : '–');
const times = (ratio: number | null): string => (ratio === null ? '–' : `${ratio.toFixed(2)}×`);
const verdict = (met: boolean | null): string => (met === null ? '–' : met ? 'met' : 'missed');
const size = (value: number): string => (value === 0 ? '0' : value.toExponential(1));

function aimText({ aim }: CaseOutcome): string {
  return aim.unit === 'floor' ? `≤ ${aim.atMost}×` : `≤ ${aim.atMost} ms`;
}

function caseRow(outcome: CaseOutcome): readonly string[] {
  const apart = Object.values(outcome.disagreement ?? {});
  return [
    `${outcome.id}: ${outcome.title}`,
    timing(outcome.engine),
    timing(outcome.floor),
    times(outcome.ratio),
    times(outcome.ratioOfFastest),
    aimText(outcome),
    verdict(outcome.met),
    apart.length === 0 ? '–' : size(Math.max(...apart)),
  ];
}

function growthRow({ workload, title, milliseconds: once, rowsTwice, assetsTwice, atMost, met }: Growth): readonly string[] {
  return [`${workload}: ${title}`, milliseconds(once), times(rowsTwice), times(assetsTwice), `≤ ${atMost}×`, verdict(met)];
}

function partLines(outcome: CaseOutcome): readonly string[] {
  const parts = (named: Readonly<Record<string, number>>) => Object.entries(named).map(([name, value]) => `${name} ${size(value)}`).join(', ');
  return [
    ...(outcome.disagreement ? [`${outcome.id}, from the floor: ${parts(outcome.disagreement)}`] : []),
    ...(outcome.expected ? [`${outcome.id}, from expected.jsonl: ${parts(outcome.expected)}`] : []),
    ...outcome.checks.map(({ name, value, atMost, met }) => `${outcome.id}, ${name}: ${size(value)}, at most ${size(atMost)}: ${verdict(met)}`),
  ];
}

/** The report as text: where, the cases, how far the figures are apart, the growth, the memory. */
export function benchText({ machine, floor, data, repeats, cases, growth, memory }: BenchReport): string {
  const floorText = 'missing' in floor ? `no floor: ${floor.missing}; the engine is timed alone` : `floor: ${floor.compiler}, ${floor.flags}`;
  const sections = [
    [
      `engine: Node ${machine.node}, V8 ${machine.v8}, one thread`,
      floorText,
      `machine: ${machine.cpu}, ${machine.cores} cores, ${machine.system}, load ${machine.load}`,
      `data: ${data}; ${repeats} repeats by turns, milliseconds of one run: median (quartiles)`,
    ].join('\n'),
    textTable(['workload', 'engine ms', 'floor ms', 'ratio', 'of the fastest', 'aim', '', 'apart'], cases.map(caseRow)),
    `largest relative differences\n${cases.flatMap(partLines).map((line) => `  ${line}`).join('\n')}`,
    textTable(['growth', 'ms', 'rows twice', 'assets twice', 'aim', ''], growth.map(growthRow)),
    `memory: at most ${memory.peakMegabytes} MB resident; kept on the heap ${memory.heapBeforeMegabytes} MB before and ${memory.heapAfterMegabytes} MB after all repeats`,
  ];
  return sections.join('\n\n');
}
