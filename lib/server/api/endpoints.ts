import * as z from 'zod';
import type { Result } from '../../core/base/result';
import { PROPOSAL_MODES } from '../../core/proposals/cash-moves';
import type { Scope } from '../auth/actor';
import { countSchema, dateSchema, slugSchema } from '../use-cases/inputs';
import { readJournalPage } from '../use-cases/journal';
import { listPortfolios } from '../use-cases/list-portfolios';
import { proposeReallocation } from '../use-cases/propose-reallocation';
import { readMix } from '../use-cases/read-mix';
import { readPolicy } from '../use-cases/read-policy';
import { readProposal, readProposals } from '../use-cases/read-proposals';
import type { Context } from '../use-cases/use-case';
import { journalSchema, portfolioSchema, portfoliosSchema, proposalSchema, proposalsSchema, proposedSchema, recommendationSchema, toJournal, toPortfolio, toProposal, toProposals, toRecommendation } from './wire';

interface Asked<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The `Idempotency-Key` header, where there is one. */
  readonly key?: string;
}

/** One thing that can be asked: what it is, what it takes, what it answers, and how. The document and the handlers come from this. */
export interface Endpoint<Params extends z.ZodObject = z.ZodObject, Query extends z.ZodObject = z.ZodObject, Body extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST';
  /** Below `/api/v1`, with `{name}` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly scope: Scope;
  readonly params: Params;
  readonly query: Query;
  /** Null takes no body. */
  readonly body: Body | null;
  readonly answer: Answer;
  readonly status: 200 | 201;
  readonly run: (context: Context, asked: Asked<z.output<Params>, z.output<Query>, z.output<Body>>) => Promise<Result<z.input<Answer>>>;
}


const define = <P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType>(endpoint: Endpoint<P, Q, B, A>): Endpoint => endpoint as unknown as Endpoint;

async function answering<From, To>(asked: Promise<Result<From>>, shape: (value: From) => To): Promise<Result<To>> {
  const result = await asked;
  return result.ok ? { ok: true, value: shape(result.value) } : result;
}

/** Numbers in addresses are text. */
const numeral = (schema: z.ZodNumber) => z.string().regex(/^\d{1,10}$/, 'is a whole number').transform(Number).pipe(schema);

const none = z.strictObject({});
const ofPortfolio = z.strictObject({ slug: slugSchema });
const ofProposal = z.strictObject({ slug: slugSchema, number: numeral(countSchema) });

const proposing = z.strictObject({
  mode: z.enum(PROPOSAL_MODES).default('rebalance').describe('`rebalance` follows the rule; the others invest or raise money'),
  amount: z.number().gt(0).max(1e15).optional().describe('What to invest or to have free, in base currency; goes with these two modes only'),
  asOf: dateSchema.optional().describe('The day whose data are used; the last complete one unless stated'),
});

export const ENDPOINTS: readonly Endpoint[] = [
  define({
    method: 'GET', path: '/portfolios', summary: 'The portfolios of the desk', scope: 'read', params: none, query: none, body: null, answer: portfoliosSchema, status: 200,
    run: (context) => answering(listPortfolios(context, {}), (portfolios) => ({ portfolios: portfolios.map(({ slug, name }) => ({ slug, name })) })),
  }),
  define({
    method: 'GET', path: '/portfolios/{slug}', summary: 'A portfolio with its model and the policy in force', scope: 'read', params: ofPortfolio, query: none, body: null, answer: portfolioSchema, status: 200,
    run: (context, { params }) => answering(readPolicy(context, { portfolio: params.slug }), toPortfolio),
  }),
  define({
    method: 'GET', path: '/portfolios/{slug}/recommendation', summary: 'What the model recommends, with every step from the policy to it; none is recorded', scope: 'read', params: ofPortfolio,
    query: z.strictObject({ asOf: dateSchema.optional().describe('What was known on this day'), recordedBy: dateSchema.optional().describe('In the books as they stood when this UTC day ended') }),
    body: null, answer: recommendationSchema, status: 200,
    run: (context, { params, query }) => answering(readMix(context, { portfolio: params.slug, ...query }), toRecommendation),
  }),
  define({
    method: 'GET', path: '/portfolios/{slug}/proposals', summary: 'The proposals of a portfolio', scope: 'read', params: ofPortfolio, query: none, body: null, answer: proposalsSchema, status: 200,
    run: (context, { params }) => answering(readProposals(context, { portfolio: params.slug }), toProposals),
  }),
  define({
    method: 'GET', path: '/portfolios/{slug}/proposals/{number}', summary: 'A proposal: weights, trades, checks and decisions', scope: 'read', params: ofProposal, query: none, body: null, answer: proposalSchema, status: 200,
    run: (context, { params }) => answering(readProposal(context, { portfolio: params.slug, number: params.number }), toProposal),
  }),
  define({
    method: 'POST', path: '/portfolios/{slug}/proposals', summary: 'Makes a proposal, which a person then signs', scope: 'propose', params: ofPortfolio, query: none, body: proposing, answer: proposedSchema, status: 201,
    run: (context, { params, body, key }) => answering(proposeReallocation(context, { portfolio: params.slug, key, ...body }), ({ number }) => ({ portfolio: params.slug, number })),
  }),
  define({
    method: 'GET', path: '/journal', summary: 'The journal in order, with its hashes', scope: 'read', params: none,
    query: z.strictObject({ after: numeral(z.number()).optional().describe('Rows after this sequence number'), limit: numeral(z.number()).optional().describe('Rows of a page: 100 unless stated, 500 at the most') }),
    body: null, answer: journalSchema, status: 200,
    run: (context, { query }) => answering(readJournalPage(context, query), toJournal),
  }),
];
