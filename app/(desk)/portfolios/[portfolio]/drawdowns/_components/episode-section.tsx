import { ChartTableView } from '@/components/charts/chart-table-view';
import { WeightsOverEpisode } from '@/components/charts/weights-over-episode';
import { CrisisTable } from '@/components/portfolio/crisis-table';
import { Account, PictureAndAccount } from '@/components/portfolio/layouts';
import { Lede, Note, Section } from '@/components/ui/text';
import type { EpisodeView } from '../episode-view';

export interface EpisodeSectionProps {
  readonly slug: string;
  readonly view: EpisodeView;
  /** The fall in one sentence, with its days. */
  readonly sentence: string;
}

/** One fall, day by day. */
export function EpisodeSection({ slug, view, sentence }: EpisodeSectionProps) {
  const columns = [
    { key: 'strategic', label: 'Strategic drawdown, %', format: 'percent' as const },
    { key: 'dynamic', label: 'Dynamic drawdown, %', format: 'percent' as const },
    ...view.picture.classes.map(({ id, name }) => ({ key: `held ${id}`, label: `${name} held, %`, format: 'percent' as const })),
  ];
  return (
    <Section id="episode" title={view.title} aside={<span className="sub">{view.period}</span>}>
      <Lede>{sentence}</Lede>
      <div className="below-lede">
        <PictureAndAccount account={<Account entries={view.account} />}>
          <div>
            <WeightsOverEpisode {...view.picture} />
            <ChartTableView filename={`${slug}-episode-${view.picture.period.from}`} caption="Drawdowns and weights held through the episode" columns={columns} rows={view.table} />
          </div>
        </PictureAndAccount>
      </div>
      <Note>
        Weights of the dynamic mix, moved by prices between trades; start is the strategic mix&apos;s peak. Out: the first executed order with equity at least 10 pp
        below policy in the spell that holds the trough. Back in: the first executed order within 10 pp. A return before the trough cannot count as early. Net of
        trading cost.
      </Note>
      {view.crises.length > 0 ? (
        <div className="below-lede">
          <CrisisTable mixes={[{ label: 'Strategic', figure: 'strategic' }, { label: 'Dynamic', figure: 'dynamic' }]} rows={view.crises} />
        </div>
      ) : null}
      <Note>{view.crises.length > 0 ? 'Known crises that fall into this episode, between the days on which shares, or bonds, turned.' : view.crisisNote}</Note>
    </Section>
  );
}
