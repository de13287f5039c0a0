import * as z from 'zod';
import { PROPOSAL_MODES } from '../../core/proposals/cash-moves';
import type { Recommendation } from '../db/recommendation-store';
import type { JournalPage } from '../use-cases/journal';
import type { PolicyReading } from '../use-cases/read-policy';
import type { MixReading } from '../use-cases/read-mix';
import type { ProposalList, ProposalReading } from '../use-cases/read-proposals';

/** What goes over the wire: rates bear their unit in their name, money and quantities are decimal text. */

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).describe('A calendar day, YYYY-MM-DD');
const instant = z.string().regex(/Z$/).describe('An instant in UTC, ISO 8601');
const hash = z.string().regex(/^[0-9a-f]{64}$/).describe('SHA-256, hexadecimal');
const money = z.string().describe('A decimal number in the base currency of the portfolio');
const fraction = z.number().describe('A fraction: 0.6 is 60 %');
const currency = z.string().length(3).describe('ISO currency code');
const code = z.string().describe('Code of an asset class');

export const errorSchema = z.strictObject({
  error: z.strictObject({ kind: z.string().describe('For code'), message: z.string().describe('For people'), details: z.record(z.string(), z.unknown()).optional() }),
});

export const portfoliosSchema = z.strictObject({ portfolios: z.array(z.strictObject({ slug: z.string(), name: z.string() })) });

export const portfolioSchema = z.strictObject({
  slug: z.string(),
  name: z.string(),
  baseCurrency: currency,
  asOf: day.describe('The last complete row of its data'),
  isSample: z.boolean(),
  simulated: z.boolean().describe('Its prices are made up'),
  model: z.strictObject({ slug: z.string(), version: z.string() }),
  policy: z.strictObject({
    version: z.number().int(),
    effectiveFrom: day,
    approversNeeded: z.number().int(),
    lines: z.array(z.strictObject({ asset: code, group: z.string(), weightFraction: fraction, minFraction: fraction, maxFraction: fraction, costBps: z.number().describe('Cost of a trade, basis points of its amount') })),
  }),
});

export function toPortfolio({ facts }: PolicyReading): z.input<typeof portfolioSchema> {
  const { portfolio, policyVersion, asOf, isSample, simulated } = facts;
  const { slug, name, baseCurrency } = portfolio;
  const { model } = policyVersion;
  return {
    slug, name, baseCurrency, asOf, isSample, simulated,
    model: { slug: model.slug, version: model.version },
    policy: {
      version: policyVersion.version, effectiveFrom: policyVersion.effectiveFrom, approversNeeded: policyVersion.approversNeeded,
      lines: policyVersion.policy.lines.map(({ asset, group, weight, min, max, costBps }) => ({ asset, group, weightFraction: weight, minFraction: min, maxFraction: max, costBps })),
    },
  };
}

export const recommendationSchema = z.strictObject({
  portfolio: z.string(),
  asOf: day,
  decisionDate: day.describe('The close whose data the decision rests on'),
  stored: z.boolean().describe('Whether this very recommendation is kept, or was computed for this answer'),
  model: z.strictObject({ slug: z.string(), version: z.string() }),
  policyVersion: z.number().int(),
  engineVersion: z.string(),
  orderDue: z.enum(['move', 'quarter-end']).nullable().describe('Why the rule asks for an order; null when it asks for none'),
  inputHash: hash,
  value: money.nullable().describe('Value of the holdings in base currency; null where nothing is held'),
  lines: z.array(
    z.strictObject({ asset: code, currentFraction: fraction.nullable(), strategicFraction: fraction, dynamicTiltFraction: fraction, tacticalTiltFraction: fraction, targetFraction: fraction }),
  ),
  steps: z.array(z.strictObject({ step: z.string(), changes: z.array(z.strictObject({ asset: code, changeFraction: fraction })) })).describe('From strategic to target; the changes of an asset class sum to the difference'),
});

export function toRecommendation({ facts, recommendation, stored }: MixReading): z.input<typeof recommendationSchema> {
  const { asOf, decisionDate, model, policyVersion, engineVersion, orderDue, inputHash, value, lines, steps }: Recommendation = recommendation;
  return {
    portfolio: facts.portfolio.slug, asOf, decisionDate, stored, model: { slug: model.slug, version: model.version }, policyVersion, engineVersion, orderDue, inputHash, value,
    lines: lines.map((line) => ({
      asset: line.code, currentFraction: line.current, strategicFraction: line.strategic, dynamicTiltFraction: line.dynamicTilt, tacticalTiltFraction: line.tacticalTilt, targetFraction: line.target,
    })),
    steps: steps.map(({ step, changes }) => ({ step, changes: changes.map((change, k) => ({ asset: lines[k].code, changeFraction: change })) })),
  };
}

const summaryShape = {
  number: z.number().int(),
  state: z.string(),
  asOf: day,
  expiresOn: day,
  createdAt: instant,
  turnoverFraction: fraction.describe('One-way, as a fraction of the value'),
  makerName: z.string().nullable(),
  approversNeeded: z.number().int(),
};

export const proposalsSchema = z.strictObject({ portfolio: z.string(), proposals: z.array(z.strictObject(summaryShape)) });

export function toProposals({ facts, proposals }: ProposalList): z.input<typeof proposalsSchema> {
  return {
    portfolio: facts.portfolio.slug,
    proposals: proposals.map(({ number, state, asOf, expiresOn, createdAt, turnover, makerName, approversNeeded }) => ({
      number, state, asOf, expiresOn, createdAt: createdAt.toISOString(), turnoverFraction: turnover, makerName, approversNeeded,
    })),
  };
}

export const proposalSchema = z.strictObject({
  portfolio: z.string(),
  ...summaryShape,
  version: z.number().int().describe('Grows with every move'),
  mode: z.enum(PROPOSAL_MODES),
  currency,
  value: money,
  costAmount: money,
  cashResidual: money,
  contentHash: hash.describe('What a signature is bound to'),
  staleReasons: z.array(z.string()).describe('Why it can no longer be signed; empty while current'),
  lines: z.array(z.strictObject({ asset: code, currentFraction: fraction, strategicFraction: fraction, targetFraction: fraction, proposedFraction: fraction })),
  trades: z.array(z.strictObject({ instrument: z.string(), name: z.string(), asset: code, quantity: z.string().describe('Units; sales are negative'), price: z.string(), amount: money, cost: money })),
  checks: z.array(z.strictObject({ kind: z.string(), subject: z.string().nullable(), result: z.enum(['within', 'note', 'breach']), message: z.string() })),
  decisions: z.array(z.strictObject({ kind: z.string(), by: z.string().nullable(), reason: z.string(), decidedAt: instant })),
});

export function toProposal({ facts, proposal, makerName, staleReasons, people }: ProposalReading): z.input<typeof proposalSchema> {
  const { number, state, asOf, expiresOn, createdAt, turnover, approversNeeded, version, mode, value, costAmount, cashResidual, contentHash } = proposal;
  return {
    portfolio: facts.portfolio.slug, number, state, asOf, expiresOn, createdAt: createdAt.toISOString(), turnoverFraction: turnover, makerName, approversNeeded,
    version, mode, currency: facts.portfolio.baseCurrency, value, costAmount, cashResidual, contentHash, staleReasons: [...staleReasons],
    lines: proposal.lines.map((line) => ({ asset: line.code, currentFraction: line.current, strategicFraction: line.strategic, targetFraction: line.target, proposedFraction: line.proposed })),
    trades: proposal.trades.map(({ symbol, name, assetCode, quantity, price, amount, cost }) => ({ instrument: symbol, name, asset: assetCode, quantity, price, amount, cost })),
    checks: proposal.checks.map(({ kind, subject, result, message }) => ({ kind, subject, result, message })),
    decisions: proposal.decisions.map(({ kind, userId, reason, decidedAt }) => ({ kind, by: people.get(userId) ?? null, reason, decidedAt: decidedAt.toISOString() })),
  };
}

export const proposedSchema = z.strictObject({ portfolio: z.string(), number: z.number().int() });

export const journalSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      sequence: z.number().int(), at: instant, actor: z.string(), actorName: z.string(), kind: z.string(), subject: z.string(), subjectId: z.string(),
      body: z.record(z.string(), z.unknown()), previousHash: hash, hash: hash.describe('Of the row and the hash before it'),
    }),
  ),
  next: z.number().int().nullable().describe('Give it as `after` for the next page; null at the end'),
});

export function toJournal({ rows, next }: JournalPage): z.input<typeof journalSchema> {
  return { rows: rows.map(({ at, body, ...row }) => ({ ...row, at: at.toISOString(), body: { ...body } })), next };
}
