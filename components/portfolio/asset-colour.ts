/** The paint of one asset class: the same everywhere, in both themes. */
export interface AssetPaint {
  readonly fill: string;
  /** For outlines and lines, where the fill is too pale. */
  readonly edge: string;
  /** Text on the fill. */
  readonly on: string;
}

const COLOURS = 7;
/** Share of the colour left on each later lap; the rest is white, so dark text stays readable in both themes. */
const LAPS = [100, 55, 30];

/**
 * Paint for the asset class with this index, counted from 1. Seven colours that colour-blind people tell apart;
 * from the eighth on the same seven come again in a second lightness, then a third, never a new hue.
 */
export function assetPaint(index: number): AssetPaint {
  const place = (index - 1) % COLOURS;
  const lap = Math.min(Math.floor((index - 1) / COLOURS), LAPS.length - 1);
  const hue = place + 1;
  return {
    fill: lap === 0 ? `var(--c${hue})` : `color-mix(in oklab, var(--c${hue}) ${LAPS[lap]}%, white)`,
    edge: `var(--c${hue}e)`,
    on: hue === 1 && lap === 0 ? 'var(--on-c1)' : 'var(--on-c)',
  };
}
