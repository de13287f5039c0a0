import { refuse } from '../../core/base/result';
import type { Actor } from '../auth/actor';
import { connectors } from '../connectors/registry';

/** The sample desk stands still on the last day of its data: a source would carry it away. */
export const refuseSample = (actor: Actor) =>
  actor.workspaceKind === 'sample' ? refuse('sample-desk', 'The sample desk keeps its own data; connect sources to a desk of your own.') : null;

export const unknownConnector = (slug: string) => refuse('not-found', `There is no source called "${slug}"; there is ${connectors.map((one) => one.slug).join(', ')}.`);
