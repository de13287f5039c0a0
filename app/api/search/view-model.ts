import type { FindGroup } from '@/components/shell/finds';
import { proposalStatus } from '@/components/portfolio/proposal-status';
import { termAddress } from '@/lib/words/glossary';
import { bestOf } from '@/lib/words/match';
import type { DeskFinds } from '@/lib/server/use-cases/search-desk';
import { navigation } from '../../(desk)/_components/navigation';

const ROOMS_SHOWN = 6;

/** The rooms of every portfolio, "Mix of US balanced"; those of the one that is open come first. */
function roomsOf(portfolios: DeskFinds['portfolios'], open: string | undefined): readonly { readonly label: string; readonly href: string }[] {
  const ordered = [...portfolios].sort((a, b) => Number(b.slug === open) - Number(a.slug === open));
  return ordered.flatMap(({ slug, name }) =>
    navigation(slug)
      .flatMap((group) => group.items)
      .flatMap(({ label, href }) => (href?.startsWith('/portfolios/') ? [{ label: `${label} of ${name}`, href }] : [])),
  );
}

/** The answer to a search in the palette's groups, with addresses. `open` is the portfolio one is in. */
export function findGroups(query: string, finds: DeskFinds, open: string | undefined): readonly FindGroup[] {
  const home = finds.portfolios.find(({ slug }) => slug === open) ?? finds.portfolios[0];
  const groups: readonly FindGroup[] = [
    { label: 'Proposals', finds: finds.proposals.map(({ portfolio, number, state, asOf }) => ({ label: `Proposal ${number} of ${portfolio.name}`, detail: `${proposalStatus(state).word.toLowerCase()}, as of ${asOf}`, href: `/portfolios/${portfolio.slug}/proposals/${number}` })) },
    { label: 'Rooms of portfolios', finds: bestOf(query, roomsOf(finds.portfolios, open), ({ label }) => label, ROOMS_SHOWN).map((room) => ({ ...room, detail: '' })) },
    { label: 'Series', finds: finds.series.map(({ code, name, kind }) => ({ label: code, detail: name === code ? (kind === 'price' ? 'prices' : 'observations') : name, href: `/data#series-${encodeURIComponent(code)}` })) },
    { label: 'Indicators', finds: home ? finds.indicators.map(({ id, label, meaning }) => ({ label, detail: meaning, href: `/portfolios/${home.slug}/indicators?indicator=${id}` })) : [] },
    { label: 'Glossary', finds: finds.terms.map(({ key, name, says }) => ({ label: name, detail: says, href: termAddress(key) })) },
  ];
  return groups.filter((group) => group.finds.length > 0);
}
