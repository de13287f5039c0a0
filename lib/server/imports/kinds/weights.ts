import * as z from 'zod';
import { ok, refuse } from '../../../core/base/result';
import { ASSET_GROUPS, WEIGHT_SUM_TOLERANCE, type AssetGroup } from '../../../core/base/units';
import { findColumns, unknownStated } from '../columns';
import { FileRefusal } from '../findings';
import { totalLabel, type HeaderName } from '../header-words';
import { IMPORT_LIMITS, limitMessages } from '../limits';
import { isMissing, readNumber, splitUnit } from '../numbers';
import type { Row } from '../rows';
import { textOf } from '../table-shape';
import { GROUP_WORDS } from './group-words';
import { commonRequestFields, headerDefect, isRagged, listColumns, nameProblem, type Finished, type ImportKind, type Interpreter, type KindContext } from './kind';

export const weightsRequestSchema = z.object({ kind: z.literal('weights'), ...commonRequestFields });
export type WeightsRequest = z.infer<typeof weightsRequestSchema>;

/** The strategic weight of one asset class and the range it may move in, as fractions; cost of trading it in bp. */
export interface WeightRecord {
  readonly asset: string;
  readonly name?: string;
  readonly group: AssetGroup;
  readonly weight: number;
  readonly min: number;
  readonly max: number;
  readonly costBps?: number;
}

const ROLES = ['code', 'identifier', 'name', 'weight', 'min', 'max', 'group', 'cost'] as const;
/** How far the sum of the rows above may lie from what a total states. */
const TOTAL_TOLERANCE = 1e-6;
/** A column without percent signs whose cells add up to about 100 was meant in percent. */
const LOOKS_LIKE_PERCENT_FROM = 50;
const MAX_COST_BPS = 10_000;

type Fraction = 'weight' | 'min' | 'max';

interface Places extends Record<Fraction, number> {
  readonly asset: number;
  readonly name: number;
  readonly group: number;
  readonly cost: number;
}

interface Cell {
  readonly line: number;
  readonly text: string;
}

function rangeProblem(weight: number, min: number, max: number): string | null {
  if (min < 0 || max > 1) return `the range ${min} to ${max} reaches beyond 0 to 1`;
  if (weight < min) return `weight ${weight} is below its min ${min}`;
  return weight > max ? `weight ${weight} is above its max ${max}` : null;
}

/** Judged as a whole at the end: units by column, the sum, the ranges. */
class WeightInterpreter implements Interpreter {
  private readonly all: Row[] = [];
  private rows: readonly Row[] = [];
  private readonly assets = new Map<string, number>();
  /** Found column by column, told row by row. */
  private readonly refusals: { line: number; reason: string }[] = [];

  constructor(
    private readonly header: readonly string[],
    private readonly at: Places,
    private readonly names: readonly HeaderName[],
    private readonly context: KindContext<WeightRecord>,
  ) {}

  row(row: Row): boolean | null {
    const { findings } = this.context;
    if (isRagged(row, this.header.length, findings)) return false;
    if (this.all.length >= IMPORT_LIMITS.maxTableRows) throw new FileRefusal(row.line, limitMessages.tableRows);
    this.all.push(row);
    return null;
  }

  finish(): Finished {
    let sum = 0;
    this.rows = this.all.filter((row, i) => {
      const isTotal = this.isTotal(row, i, sum);
      sum += isTotal ? 0 : this.figure(row) || 0;
      return !isTotal;
    });
    const weights = this.fractions('weight', null);
    const mins = this.fractions('min', 0);
    const maxs = this.fractions('max', 1);
    const records = this.rows.map((row, i) => this.record(row, weights[i], mins[i], maxs[i]));
    this.checkSum(weights);
    const { findings } = this.context;
    const badLines = new Set(this.refusals.map(({ line }) => line));
    this.refusals.sort((a, b) => a.line - b.line).forEach(({ line, reason }) => findings.reject(line, reason));
    const whole = records.filter((record) => record !== null);
    if (!findings.hasRejections) whole.forEach((record) => this.context.emit(record));
    return {
      series: whole.map((record) => ({ code: record.asset, rows: 1, first: '', last: '', frequency: null })),
      firstDate: null,
      lastDate: null,
      rowsLater: this.rows.length,
      acceptedLater: this.rows.length - badLines.size,
    };
  }

  /** A row that sums up those above it: the name says so, and no asset is called that, or the figures agree as well. */
  private isTotal(row: Row, index: number, sum: number): boolean {
    const label = row.cells[this.at.asset] || (row.cells.find((cell) => cell !== '') ?? '');
    const kind = totalLabel(label);
    if (kind === null && row.cells[this.at.asset] !== '') return false;
    const agrees = index > 1 && Math.abs(sum - this.figure(row)) <= TOTAL_TOLERANCE * Math.max(1, sum);
    if (kind !== 'exact' && !(agrees && index === this.all.length - 1)) return false;
    this.context.findings.skip(row.line, 'total', textOf(row));
    if (!agrees) this.context.findings.warn(`${JSON.stringify(label)} states ${row.cells[this.at.weight]}, which is not the sum of the rows above it`, row.line);
    return true;
  }

  /** The weight as written, without its unit; NaN where it is no number. */
  private figure(row: Row): number {
    return Number(readNumber(splitUnit(row.cells[this.at.weight]).number, this.context.decimal));
  }

  private refuse(line: number, column: number, reason: string): null {
    this.refusals.push({ line, reason: `column ${this.header[column]}: ${reason}` });
    return null;
  }

  /** The cells of a column as fractions; all with a percent sign or none. */
  private fractions(field: Fraction, absent: number | null): (number | null)[] {
    const column = this.at[field];
    if (column < 0) return this.rows.map(() => absent);
    const cells: Cell[] = this.rows.map((row) => ({ line: row.line, text: row.cells[column] }));
    const filled = cells.filter(({ text }) => !isMissing(text));
    const signed = filled.filter(({ text }) => splitUnit(text).unit === 'percent');
    if (signed.length === 0 && this.names[column].unit === 'percent') return cells.map((cell) => this.fraction({ ...cell, text: isMissing(cell.text) ? cell.text : `${cell.text}%` }, column, absent, null));
    const mixed = signed.length > 0 && signed.length < filled.length;
    const usesPercent = signed.length * 2 >= filled.length;
    const values = cells.map((cell) => this.fraction(cell, column, absent, mixed ? usesPercent : null));
    if (signed.length === 0) this.checkUnit(values, cells, column, field);
    return values;
  }

  private fraction(cell: Cell, column: number, absent: number | null, expectPercent: boolean | null): number | null {
    if (isMissing(cell.text)) return absent ?? this.refuse(cell.line, column, 'the weight is missing');
    const { number, unit } = splitUnit(cell.text);
    const isPercent = unit === 'percent';
    if (expectPercent !== null && isPercent !== expectPercent) {
      return this.refuse(cell.line, column, `${cell.text} ${isPercent ? 'has a percent sign' : 'has no percent sign'} and most of its column ${isPercent ? 'has none' : 'has one'}`);
    }
    const value = readNumber(isPercent ? number : cell.text, this.context.decimal);
    if (typeof value === 'string') return this.refuse(cell.line, column, value);
    return isPercent ? Number((value / 100).toPrecision(15)) : value;
  }

  private checkUnit(values: readonly (number | null)[], cells: readonly Cell[], column: number, field: Fraction): void {
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
    const wholeColumn = field === 'weight' && sum >= LOOKS_LIKE_PERCENT_FROM;
    values.forEach((value, i) => {
      if (value !== null && (value > 1 || (wholeColumn && value > 0))) {
        this.refuse(cells[i].line, column, `${cells[i].text} looks like percent; write ${cells[i].text}% or ${value / 100}`);
      }
    });
  }

  private record(row: Row, weight: number | null, min: number | null, max: number | null): WeightRecord | null {
    const asset = row.cells[this.at.asset];
    const group = this.group(row);
    const costBps = this.cost(row);
    const problem = nameProblem(asset, 'the asset');
    if (problem) this.refuse(row.line, this.at.asset, problem);
    const before = this.assets.get(asset);
    if (before !== undefined) this.refuse(row.line, this.at.asset, `${asset} stands in line ${before} as well`);
    else this.assets.set(asset, row.line);
    if (weight === null || min === null || max === null || group === null || costBps === null || problem || before !== undefined) return null;
    if (!this.isRange(row.line, asset, weight, min, max)) return null;
    const name = this.at.name < 0 ? '' : row.cells[this.at.name];
    return { asset, ...(name === '' ? {} : { name }), group, weight, min, max, ...(costBps === undefined ? {} : { costBps }) };
  }

  private isRange(line: number, asset: string, weight: number, min: number, max: number): boolean {
    const problem = rangeProblem(weight, min, max);
    if (problem !== null) this.refusals.push({ line, reason: `${asset}: ${problem}` });
    return problem === null;
  }

  private group(row: Row): AssetGroup | null {
    if (this.at.group < 0) return 'other';
    const text = row.cells[this.at.group].toLowerCase();
    return GROUP_WORDS.get(text) ?? this.refuse(row.line, this.at.group, `${JSON.stringify(text.slice(0, 40))} is none of ${ASSET_GROUPS.join(', ')}`);
  }

  private cost(row: Row): number | undefined | null {
    if (this.at.cost < 0 || isMissing(row.cells[this.at.cost])) return undefined;
    const cell = row.cells[this.at.cost];
    const value = readNumber(cell, this.context.decimal);
    if (typeof value === 'string') return this.refuse(row.line, this.at.cost, value);
    return value >= 0 && value <= MAX_COST_BPS ? value : this.refuse(row.line, this.at.cost, `${cell} bp is not between 0 and ${MAX_COST_BPS}`);
  }

  /** Where every weight could be read and is a fraction: whether they add up to 1. */
  private checkSum(weights: readonly (number | null)[]): void {
    if (weights.some((weight) => weight === null || weight > 1)) return;
    const sum = weights.reduce<number>((total, weight) => total + (weight ?? 0), 0);
    if (Math.abs(sum - 1) <= WEIGHT_SUM_TOLERANCE) return;
    this.context.findings.refuseFile(0, `the weights add up to ${Number((sum * 100).toPrecision(12))} %, not to 100 %`);
  }
}

/** A policy: `asset`, `weight`, perhaps `name`, `group`, `min` (0), `max` (1) and `cost_bps`; as fractions or with percent signs. */
export const weightsKind: ImportKind<WeightsRequest, WeightRecord> = {
  kind: 'weights',
  roles: ROLES,
  bind(header, sample, request, context) {
    const { at, names, roles } = findColumns(header, sample, context.decimal, ROLES, request.fields);
    const asset = [at.code, at.identifier, at.name].find((column) => column >= 0) ?? -1;
    if (asset < 0 || at.weight < 0) {
      return refuse('unknown-header', unknownStated(header, ROLES, request.fields) ?? `expected the columns asset and weight, perhaps name, group, min, max and cost_bps; found ${listColumns(header)}`);
    }
    const defect = headerDefect(header) ?? unknownStated(header, ROLES, request.fields);
    if (defect) return refuse('bad-header', defect);
    context.understood(roles);
    if (at.group < 0) context.findings.note('no column group: every asset counts as other, which no macro signal reads');
    const others = header.filter((_, i) => !(i in roles));
    if (others.length > 0) context.findings.note(`left out the columns ${listColumns(others)}`);
    return ok(new WeightInterpreter(header, { ...at, asset, name: at.name === asset ? -1 : at.name }, names, context));
  },
};
