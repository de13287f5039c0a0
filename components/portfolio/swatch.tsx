import { assetPaint } from './asset-colour';

/** The square that ties a name to its colour. */
export function Swatch({ colour }: { readonly colour: number }) {
  const paint = assetPaint(colour);
  return <i className="swatch" style={{ background: paint.fill, borderColor: paint.edge }} />;
}
