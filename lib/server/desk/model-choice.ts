import * as z from 'zod';
import { ok, refuse, type Result } from '../../core/base/result';
import type { ModelCard } from '../../core/models/model';
import { roleRefusal } from '../../core/models/played-roles';
import { findModel } from '../../core/models/registry';
import type { Policy } from '../../core/targets/policy';
import type { Transaction } from '../db/client';
import { ensureModelVersion, lockCatalogue, type PolicyVersion } from '../db/portfolio-store';
import { hashOf } from '../hash';
import { paramsOf } from './model-of';

/** A model of the catalogue with the parameters somebody gives it; what is left out has its default. */
export const modelChoiceSchema = z.strictObject({ slug: z.string().max(60), params: z.record(z.string(), z.json()) });
export type ModelChoice = z.infer<typeof modelChoiceSchema>;

/** A choice whose parameters the model takes, complete, under the version of the model that is published now. */
export interface ChosenModel {
  readonly slug: string;
  readonly version: ModelCard['version'];
  readonly params: Readonly<Record<string, unknown>>;
}

/** The observation series that some parameters ask for; none where they are wrong, which is said elsewhere. */
export function observesOf(slug: string, params: unknown): readonly string[] {
  const model = findModel(slug)?.create(params);
  return model?.ok ? model.value.observes : [];
}

/** A model as it was chosen for a policy. Refuses `unknown-model`, `bad-parameters`, and `missing-asset` for roles that no class of the policy plays. */
export function chooseModel({ slug, params }: { readonly slug: string; readonly params: unknown }, policy: Pick<Policy, 'lines'>): Result<ChosenModel> {
  const entry = findModel(slug);
  if (!entry) return refuse('unknown-model', `There is no model called "${slug}".`);
  const complete = entry.complete(params);
  if (!complete.ok) return complete;
  return roleRefusal(policy.lines.map(({ asset }) => asset), complete.value.roles) ?? ok({ slug, version: entry.card.version, params: complete.value });
}

/** Whether a version of a policy follows the very model already: the same version with the same parameters, written out or left at their defaults. */
export function follows(policyVersion: Pick<PolicyVersion, 'model'>, { slug, version, params }: ChosenModel): boolean {
  return policyVersion.model.slug === slug && policyVersion.model.version === version && hashOf(paramsOf(policyVersion)) === hashOf(params);
}

/** The row of a model with its parameters: found, or made. */
export async function keepModel(tx: Transaction, workspaceId: string, { slug, version, params }: ChosenModel): Promise<string> {
  await lockCatalogue(tx, workspaceId);
  return ensureModelVersion(tx, workspaceId, { slug, version, params, paramsHash: hashOf(params) });
}
