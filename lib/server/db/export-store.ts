import type { IsoDate } from '../../core/base/iso-date';
import type { Database } from './client';
import { fromDayNumber } from './dates';
import { standing } from './undone';

/** One kept value of an observation series, the newest recorded of its period and release. */
export interface KeptObservation {
  readonly code: string;
  readonly frequency: 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'annual';
  readonly period: IsoDate;
  readonly knownAt: IsoDate;
  readonly value: number;
  readonly vintage: IsoDate | null;
  readonly estimated: boolean;
  readonly typicalLagDays: number | null;
}

interface Row {
  code: string;
  frequency: KeptObservation['frequency'];
  period: number;
  known: number;
  value: number;
  vintage: number | null;
  estimated: boolean;
  lag: number | null;
}

/** Every kept value of a desk's observation series of one nature, series by series, oldest period first. */
export async function keptObservations(db: Database, workspaceId: string, pointInTime: boolean, codes: readonly string[] | null): Promise<readonly KeptObservation[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT DISTINCT ON (s.id, o.period, o.known_at) s.code, s.frequency::text AS frequency, o.period - '1970-01-01'::date AS period,
           o.known_at - '1970-01-01'::date AS known, o.value, o.vintage - '1970-01-01'::date AS vintage, o.estimated, s.typical_lag_days AS lag
    FROM series s JOIN observation o ON o.series_id = s.id
    WHERE ${standing()} AND s.workspace_id = ${workspaceId}::uuid AND s.kind = 'observation' AND s.point_in_time = ${pointInTime} AND (${codes === null} OR s.code = ANY(${[...(codes ?? [])]}::text[]))
    ORDER BY s.id, o.period, o.known_at, o.recorded_at DESC`;
  return rows.map(({ period, known, vintage, lag, ...row }) => ({
    ...row, period: fromDayNumber(period), knownAt: fromDayNumber(known), vintage: vintage === null ? null : fromDayNumber(vintage), typicalLagDays: lag,
  }));
}
