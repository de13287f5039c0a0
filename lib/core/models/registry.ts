import { GTAA5_CARD, gtaa5Model } from './gtaa5/gtaa5';
import { gtaa5ParamsSchema } from './gtaa5/schema';
import { HOUSE_CARD } from './house/card';
import { houseModel } from './house/house';
import { houseParamsSchema } from './house/schema';
import type { Model, ModelCard } from './model';
import { STRATEGIC_CARD, strategicModel } from './strategic/strategic';

/** A model by name: its card, the schema of its parameters and how to make one. `create` throws a ZodError on bad parameters. */
export interface ModelEntry {
  readonly card: ModelCard;
  readonly create: (params: unknown) => Model;
}

/** Every model there is. Adding one is a folder and a line here. */
export const MODELS: readonly ModelEntry[] = [
  { card: STRATEGIC_CARD, create: () => strategicModel() },
  { card: GTAA5_CARD, create: (params) => gtaa5Model(gtaa5ParamsSchema.parse(params ?? {})) },
  { card: HOUSE_CARD, create: (params) => houseModel(houseParamsSchema.parse(params ?? {})) },
];

/** The entry of a slug; undefined for a name nobody registered. */
export function findModel(slug: string): ModelEntry | undefined {
  return MODELS.find((entry) => entry.card.slug === slug);
}
