'use client';

import { Disclosure } from '@/components/ui/disclosure';
import { fixed } from '@/lib/format/number';

/** One score that can be set. */
export interface Dial {
  readonly key: string;
  readonly layer: 'dynamic' | 'tactical';
  /** "Trend". */
  readonly indicator: string;
  /** "US equity", or the classes an observation speaks of. */
  readonly about: string;
  /** What the score was made from, in its own unit: "+4.2 %". */
  readonly reading: string | null;
  /** What the model made of it today. */
  readonly score: number;
  /** The distance of two neighbouring scores: a trend of three horizons knows four of them. */
  readonly step: number;
}

export interface ScoreDialsProps {
  readonly dials: readonly Dial[];
  readonly set: ReadonlyMap<string, number>;
  /** Null puts the score back to what was read. */
  readonly onSet: (key: string, score: number | null) => void;
}

const LAYERS = [
  { layer: 'tactical', title: 'Tactical overlay' },
  { layer: 'dynamic', title: 'Dynamic layer' },
] as const;

const signed = (score: number): string => fixed(score, 2, { sign: 'always' });

/** What if a signal said something else? One slider a score, from least to most attractive. */
export function ScoreDials({ dials, set, onSet }: ScoreDialsProps) {
  return LAYERS.map(({ layer, title }) => {
    // Column by column, so that one indicator stands together.
    const own = dials.filter((dial) => dial.layer === layer).sort((a, b) => a.indicator.localeCompare(b.indicator));
    const changed = own.filter(({ key }) => set.has(key)).length;
    return own.length === 0 ? null : (
      <Disclosure key={layer} summary={`${title}: ${own.length} scores${changed > 0 ? `, ${changed} set` : ''}`} open={changed > 0}>
        <ul className="dials">
          {own.map((dial) => (
            <DialRow key={dial.key} dial={dial} score={set.get(dial.key) ?? null} onSet={onSet} />
          ))}
        </ul>
      </Disclosure>
    );
  });
}

function DialRow({ dial, score, onSet }: { readonly dial: Dial; readonly score: number | null; readonly onSet: ScoreDialsProps['onSet'] }) {
  const shown = score ?? dial.score;
  return (
    <li>
      <label>
        <span>
          {dial.indicator} <span className="aside">{dial.about}</span>
          {dial.reading === null ? null : <span className="sub figures dial-reading">read {dial.reading}</span>}
        </span>
        <input
          type="range"
          aria-label={`Score of ${dial.indicator}, ${dial.about}`}
          aria-valuetext={dial.reading === null ? signed(shown) : `${signed(shown)}; read ${dial.reading}`}
          min={-1}
          max={1}
          step={dial.step}
          value={shown}
          onChange={(event) => onSet(dial.key, Number(event.target.value))}
        />
      </label>
      <output className="figures">{signed(shown)}</output>
      {score === null ? (
        <span className="sub">as read</span>
      ) : (
        <button type="button" className="link" onClick={() => onSet(dial.key, null)}>
          Back to {signed(dial.score)}
        </button>
      )}
    </li>
  );
}
