import { ok, refuse, type Result } from '../../core/base/result';
import { isIsoDate } from '../../core/base/iso-date';
import { policyRisk } from '../../core/proposals/policy-risk';
import type { Recommendation } from '../../server/db/recommendation-store';
import type { ProposalCheck } from '../../server/db/proposal-store';
import type { Moment } from '../../server/desk/open-desk';
import { momentOf } from '../../server/use-cases/inputs';
import type { Context } from '../../server/use-cases/use-case';
import type { CommandOutput, RegisterCommand } from '../program';
import { percentText, textTable } from '../table';
import { withDesk } from '../with-desk';

interface Options {
  readonly json?: boolean;
  readonly asOf?: string;
  readonly recordedBy?: string;
  readonly workspace?: string;
}

/** The checks of the target against the holdings; none where nothing is held, for there is nothing to move from. */
async function checksOf(context: Context, portfolio: string, recommendation: Recommendation, moment: Moment): Promise<Result<readonly ProposalCheck[]>> {
  const { openDesk } = await import('../../server/desk/open-desk');
  const { holdingsOf } = await import('../../server/desk/holdings');
  const { runChecks } = await import('../../server/desk/build-proposal');
  const desk = await openDesk(context, portfolio, { ...moment, asOf: recommendation.asOf });
  if (!desk.ok) return desk;
  const holdings = await holdingsOf(context.db, desk.value);
  if (!holdings.ok || holdings.value.isEmpty) return holdings.ok ? ok([]) : holdings;
  const target = recommendation.lines.map((line) => line.target);
  const risk = policyRisk(desk.value.view, desk.value.policyVersion.policy, target);
  return ok(runChecks(desk.value, holdings.value, recommendation, target, risk.ok ? risk.value.trackingErrorAnnual : null));
}

function documentOf(context: Context, portfolio: string, recommendation: Recommendation, checks: readonly ProposalCheck[]) {
  const { lines, steps, readings, asOf, recordedAt, decisionDate, dynamicDate, orderDue, policyVersion, model, engineVersion, inputHash, outputHash, value, missing, distances } = recommendation;
  return {
    workspace: context.actor.workspaceSlug, portfolio, asOf, recordedAt, decisionDate, dynamicDate, orderDue, policyVersion, model, engine: { version: engineVersion }, inputHash, outputHash, value,
    lines: lines.map(({ code, current, strategic, dynamicTilt, tacticalTilt, target }) => ({ asset: code, current, strategic, dynamicTilt, tacticalTilt, target, shift: current === null ? null : target - current })),
    attribution: steps.map(({ step, changes }) => ({ step, byAsset: Object.fromEntries(lines.map((line, k) => [line.code, changes[k]])) })),
    readings: readings.map(({ layer, indicator, asset, reading, unit, score, share, knownAt }) => ({ layer, indicator, asset, reading, unit, score, share, knownAt })),
    missing, distances, checks,
  };
}

function textOf(document: ReturnType<typeof documentOf>): string {
  const weights = textTable(
    ['asset', 'current', 'strategic', 'target', 'shift'],
    document.lines.map((line) => [line.asset, percentText(line.current), percentText(line.strategic), percentText(line.target), percentText(line.shift)]),
  );
  const steps = textTable(['step', ...document.lines.map((line) => line.asset)], document.attribution.map(({ step, byAsset }) => [step, ...Object.values(byAsset).map(percentText)]));
  const breaches = document.checks.filter((check) => check.result === 'breach').map((check) => `breach: ${check.message}`);
  const head = `${document.portfolio} as of ${document.asOf}: decision of ${document.decisionDate} by ${document.model.slug} ${document.model.version} under policy version ${document.policyVersion}`;
  return [head, weights, '', 'from strategic to target', steps, '', ...breaches, `${document.checks.length} checks, ${breaches.length} breaches`, `inputs ${document.inputHash}`].join('\n');
}

async function work(portfolio: string, options: Options): Promise<Result<CommandOutput>> {
  const { asOf, recordedBy, workspace } = options;
  if (asOf !== undefined && !isIsoDate(asOf)) return refuse('invalid-input', `asOf: "${asOf}" is not a calendar day written YYYY-MM-DD`);
  if (recordedBy !== undefined && !isIsoDate(recordedBy)) return refuse('invalid-input', `recordedBy: "${recordedBy}" is not a calendar day written YYYY-MM-DD`);
  const { computeRecommendation } = await import('../../server/use-cases/compute-recommendation');
  return withDesk({ workspace, portfolio }, async (context) => {
    const made = await computeRecommendation(context, { portfolio, asOf, recordedBy });
    if (!made.ok) return made;
    const checks = await checksOf(context, portfolio, made.value, momentOf({ recordedBy }));
    if (!checks.ok) return checks;
    const document = documentOf(context, portfolio, made.value, checks.value);
    return ok({ document, text: textOf(document) });
  });
}

/** `recommend PORTFOLIO`: what the model recommends as of a day, computed and stored as the desk does it. */
export const registerRecommend: RegisterCommand = (program, act) => {
  program
    .command('recommend')
    .description('current, strategic and target weights of a portfolio, with every step and check')
    .argument('<PORTFOLIO>', 'its slug')
    .option('--as-of <date>', 'the day of which it is asked; the last complete row by default')
    .option('--recorded-by <date>', 'the books and data as they stood when this UTC day ended; everything so far by default')
    .option('--workspace <slug>', 'the desk, where there are several')
    .option('--json', 'print one JSON document')
    .action((portfolio: string, options: Options) => act(options, () => work(portfolio, options)));
};
