import { HeatMapTable } from '@/components/portfolio/heat-map';
import { EmptyState } from '@/components/ui/empty-state';
import { Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { Note, Section } from '@/components/ui/text';
import type { Judgement } from '@/lib/server/use-cases/read-backtest';
import { judgementView } from '../judgement-view';
import { JudgeForm } from './judge-form';

export interface JudgementSectionProps {
  readonly portfolio: string;
  readonly moment: Readonly<Record<string, string>>;
  readonly judgement: Judgement | null;
}

/** Skill or luck? Nothing until somebody asks, for it takes seconds; then every figure with what it means. */
export function JudgementSection({ portfolio, moment, judgement }: JudgementSectionProps) {
  if (!judgement) {
    return (
      <Section id="luck" title="Is it skill or luck?">
        <EmptyState title="Not asked yet for this evidence" action={<JudgeForm portfolio={portfolio} moment={moment} />}>
          Resampled histories, the neighbours of the parameters, and what choosing among variants was worth. Every variant counts as a try.
        </EmptyState>
      </Section>
    );
  }
  const view = judgementView(judgement);
  return (
    <Section id="luck" title={view.title} aside={<span className="sub">Skill or luck</span>}>
      <Table caption="Questions about luck" roomy>
        <thead>
          <tr>
            <th scope="col">Question</th>
            <th scope="col" className="num">
              Answer
            </th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className="may-wrap">
                {row.question}
                {row.term ? (
                  <span className="aside">
                    <Term of={row.term} />
                  </span>
                ) : null}
              </th>
              <td className="num strong">{row.figure}</td>
              <td className="prose-cell">{row.reading}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Note>{view.note}</Note>
      {view.map ? (
        <>
          <h3 className="picture-title">Do the neighbours of its parameters do as well?</h3>
          <HeatMapTable {...view.map} />
          <Note>Deepest fall as a share of the strategic mix&apos;s, net: 1.00 is no protection and has no shading. The frame is the model as it is. A plateau is trustworthy, a lonely peak is not.</Note>
        </>
      ) : null}
    </Section>
  );
}
