import { ALLOWED_MOVES } from '@/lib/core/proposals/state-machine';
import type { MixReading } from '@/lib/server/use-cases/read-mix';
import { stepLabel } from '../../_components/steps';
import { scoreKey, settableScores } from './_components/what-if/address';
import type { Dial } from './_components/what-if/score-dials';
import type { ProposeWay, WhatIfPanelProps } from './_components/what-if/what-if-panel';
import { holdDays } from './proposals/[proposal]/decision-view';
import { readingText } from './signals/view-model';

const FINE_STEP = 0.01;

function dialsOf({ basis, recommendation }: MixReading, names: Readonly<Record<string, string>>): readonly Dial[] {
  return settableScores(basis).map((one) => {
    const spoken = recommendation.readings.filter(({ layer, indicator, asset }) => layer === one.layer && indicator === one.indicator && (one.asset === null || asset === one.asset));
    // A trend says yes or no on each of its horizons; between those there is nothing to set.
    const step = one.indicator === 'trend' && spoken[0] ? 2 / spoken[0].parts.length : FINE_STEP;
    return { key: scoreKey(one), layer: one.layer, indicator: stepLabel(`${one.layer}.${one.indicator}`), about: spoken.map(({ asset }) => names[asset] ?? asset).join(', '), reading: spoken[0] ? readingText(spoken[0]) : null, score: one.score, step };
  });
}

/** How a mix that was tried becomes a proposal here, or why it cannot. */
function wayOf({ facts, openProposal, isDue, holdings }: MixReading, mayPropose: boolean): ProposeWay {
  const closed = (why: string): ProposeWay => ({ open: false, why });
  if (facts.isPast) return closed('This is a look back: it can be tried and sent, not proposed.');
  if (!mayPropose) return closed('Your role cannot propose. The address of this page holds what you tried: send it to somebody who can.');
  if (holdings.isEmpty) return closed('Nothing is held yet, so there is nothing to trade. Import holdings to propose a mix.');
  const way = { open: true, days: holdDays(facts) } as const;
  const reference = { portfolio: facts.portfolio.slug };
  if (openProposal === null) {
    if (!isDue) return closed('The rule asks for no trade today, and there is no proposal to edit. The address of this page holds what you tried.');
    return { ...way, reference: { ...reference, number: 0, version: 0 }, note: 'No proposal is open. The rule’s own is made first and yours takes its place, so that both stand on record; you are the maker.' };
  }
  if (ALLOWED_MOVES[openProposal.state].supersede === undefined) return closed(`Proposal ${openProposal.number} is ${openProposal.state.replace('-', ' ')} and can no longer be edited. The address of this page holds what you tried.`);
  const { number, version } = openProposal;
  return { ...way, reference: { ...reference, number, version }, note: `Your mix takes the place of proposal ${number}, which stays on record as superseded; you are the maker.` };
}

/** Everything the what-if needs, and nothing else travels. */
export function whatIfView(reading: MixReading, mayPropose: boolean): WhatIfPanelProps {
  const names = Object.fromEntries(reading.facts.policyVersion.policy.lines.map((line, k) => [line.asset, reading.facts.policyVersion.classes[k].name]));
  return { basis: reading.basis, names, dials: dialsOf(reading, names), currency: reading.facts.portfolio.baseCurrency, way: wayOf(reading, mayPropose) };
}
