import * as z from 'zod';
import { ok, type Result } from '../../core/base/result';
import { INDICATORS } from '../../core/indicators/registry';
import { bestOf } from '../../words/match';
import { termEntries, type TermKey } from '../../words/glossary';
import { listSeries, type SeriesMeta } from '../db/market-store';
import { listPortfolios } from '../db/portfolio-store';
import { listProposals, type ProposalSummary } from '../db/proposal-store';
import { plainText } from './inputs';
import { defineUseCase } from './use-case';

interface Named {
  readonly slug: string;
  readonly name: string;
}

export interface DeskFinds {
  /** Every portfolio of the desk, oldest first: their rooms are searched by who knows the rooms. */
  readonly portfolios: readonly Named[];
  readonly proposals: readonly { readonly portfolio: Named; readonly number: number; readonly state: ProposalSummary['state']; readonly asOf: string }[];
  readonly series: readonly Pick<SeriesMeta, 'code' | 'name' | 'kind'>[];
  readonly indicators: readonly { readonly id: string; readonly label: string; readonly meaning: string }[];
  readonly terms: readonly { readonly key: TermKey; readonly name: string; readonly says: string }[];
}

/** Of one kind; more would be a list to read instead of an answer. */
const PER_KIND = 6;

/** What on this desk answers a few typed letters; proposals are found by their number, too. */
export const searchDesk = defineUseCase({
  name: 'search-desk',
  permission: 'read-desk',
  input: z.strictObject({ query: plainText.trim().max(80, 'is 80 characters at the most') }),
  run: async ({ db, actor }, { query }): Promise<Result<DeskFinds>> => {
    const [portfolios, proposals, series] = await Promise.all([listPortfolios(db, actor.workspaceId), listProposals(db, actor.workspaceId), listSeries(db, actor.workspaceId)]);
    const byId = new Map(portfolios.map(({ id, slug, name }) => [id, { slug, name }]));
    const named = proposals.flatMap(({ portfolioId, number, state, asOf }) => {
      const portfolio = byId.get(portfolioId);
      return portfolio ? [{ portfolio, number, state, asOf }] : [];
    });
    return ok({
      portfolios: portfolios.map(({ slug, name }) => ({ slug, name })),
      proposals: bestOf(query, named, ({ number, portfolio }) => `Proposal ${number} of ${portfolio.name}`, PER_KIND),
      series: bestOf(query, series, ({ code, name }) => `${code} ${name}`, PER_KIND).map(({ code, name, kind }) => ({ code, name, kind })),
      indicators: bestOf(query, INDICATORS, ({ metadata }) => `${metadata.label} ${metadata.id}`, PER_KIND).map(({ metadata: { id, label, meaning } }) => ({ id, label, meaning })),
      terms: bestOf(query, termEntries(), ({ name, also = '' }) => `${name} ${also}`, PER_KIND).map(({ key, name, says }) => ({ key, name, says })),
    });
  },
});
