'use server';

import * as z from 'zod';
import { redirect } from 'next/navigation';
import { refuse } from '@/lib/core/base/result';
import { cancelBacktestRun, removeBacktestRun, renameBacktestRun, retryBacktestRun, startBacktestRun } from '@/lib/server/use-cases/backtest-runs';
import { computeRobustness } from '@/lib/server/use-cases/compute-robustness';
import type { ActionState } from '../../../../action-result';
import { runDeskAction } from '../../../../desk-action';
import { typedParams } from '../../model-fields';
import { numberIn } from '../proposals/[proposal]/form-fields';
import { ruleIn } from './run-form';

const fields = z.strictObject({ portfolio: z.string().min(1).max(60), asOf: z.string().max(10).optional(), recordedBy: z.string().max(10).optional() });

/** Asks whether the record is skill or luck, and keeps the answer. */
export async function judge(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, fields, (context, input) => computeRobustness(context, input));
  return value ? { done: 'Computed and kept.' } : state;
}

const short = z.string().max(40);
const setUp = z
  .object({ portfolio: z.string().min(1).max(60), name: z.string().max(200), model: short, from: short, to: short, costBps: short, executionLag: short, rebalancing: short.default(''), band: short.default('') })
  .catchall(z.string().max(5_000));

const optional = (name: 'costBps' | 'executionLag', text: string) => (text.trim() === '' ? {} : { [name]: numberIn(text) });

/** Sets a run up and queues it. */
export async function startRun(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, setUp, async (context, input) => {
    const { portfolio, name, model, from, to, costBps, executionLag, rebalancing, band, ...typed } = input;
    const params = typedParams(model, typed as Readonly<Record<string, string>>);
    if (!params.ok) return params;
    const rule = ruleIn(rebalancing, band);
    if (!rule.ok) return rule;
    if (Number.isNaN(numberIn(costBps)) || Number.isNaN(numberIn(executionLag))) return refuse('invalid-input', 'Cost and execution lag are numbers, such as 10 and 1.');
    return startBacktestRun(context, {
      portfolio, name, model, params: params.value, ...optional('costBps', costBps), ...optional('executionLag', executionLag), ...(from ? { from } : {}), ...(to ? { to } : {}), ...(rule.value ? { rebalancing: rule.value } : {}),
    });
  });
  return value ? { done: value.isKept ? 'This run was computed before; it is in the list.' : 'Queued. It is in the list, with its progress.' } : state;
}

const one = z.strictObject({ portfolio: z.string().max(60), run: short });

export async function cancelRun(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, one, (context, input) => cancelBacktestRun(context, input));
  return value ? { done: 'Cancelled.' } : state;
}

export async function retryRun(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, one, (context, input) => retryBacktestRun(context, input));
  return value ? { done: 'Queued.' } : state;
}

export async function removeRun(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, one, (context, input) => removeBacktestRun(context, input));
  return value ? { done: `${value.name} is off the list.` } : state;
}

export async function renameRun(_before: ActionState, form: FormData): Promise<ActionState> {
  const { state, value } = await runDeskAction(form, one.extend({ name: z.string().max(200) }), (context, input) => renameBacktestRun(context, input));
  return value ? { done: `Called ${value.name} now.` } : state;
}

/** Puts the chosen runs side by side, under an address that can be sent to a colleague. */
export async function compareRuns(form: FormData): Promise<void> {
  const [portfolio, ids] = [String(form.get('portfolio')), form.getAll('compare').map(String)];
  redirect(`/portfolios/${encodeURIComponent(portfolio)}/backtest?tab=runs&compare=${ids.map(encodeURIComponent).join(',')}`);
}
