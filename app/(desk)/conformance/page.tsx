import type { Metadata } from 'next';
import { PageHead } from '@/components/shell/page-head';
import { TextLink } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Note, Section } from '@/components/ui/text';
import { roomContext } from '@/lib/server/auth/request';
import { readConformance } from '@/lib/server/use-cases/read-conformance';
import { DeskShell } from '../_components/desk-shell';
import { conformanceView, LIVE_COLUMNS, runsHref, type CardView } from './view-model';

export const metadata: Metadata = { title: 'Conformance' };

function Terms({ title, terms }: { readonly title: string; readonly terms: CardView['parameters'] }) {
  return terms.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul>
        {terms.map(([name, meaning]) => (
          <li key={name}>
            <b>{name}</b>: {meaning}
          </li>
        ))}
      </ul>
    </>
  );
}

function Live({ card }: { readonly card: CardView }) {
  return (
    <Table caption={`${card.title} on the data of this desk`}>
      <thead>
        <tr>
          <th scope="col">Newest run</th>
          <th scope="col">Window</th>
          {LIVE_COLUMNS.map(({ label, unit }) => (
            <NumberHeader key={label} unit={unit}>
              {label}
            </NumberHeader>
          ))}
        </tr>
      </thead>
      <tbody>
        {card.live.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <TextLink href={row.href}>{row.portfolio}</TextLink>
            </th>
            <td>{row.window}</td>
            {row.figures.map((figure, k) => (
              <NumberCell key={LIVE_COLUMNS[k].label}>{figure}</NumberCell>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Conformance: what each rule is, what its authors reported, and what it did here. */
export default async function ConformancePage() {
  const reading = await readConformance(await roomContext(), {});
  if (!reading.ok) throw new Error(reading.error.message);
  const view = conformanceView(reading.value);
  const [first] = reading.value.portfolios;
  return (
    <DeskShell>
      <PageHead crumbs={[{ label: 'Conformance' }]} title={view.title} lede="A published rule is run as published; only leverage is cut. Figures of its authors rest on other years, assets and costs, and stand beside those of this desk, not against them." />
      <Note>
        {first ? (
          <>
            Figures are those of the newest run at each portfolio, net of trading cost and fee. <TextLink href={runsHref(first.slug)}>Set up a run</TextLink> to add to them.
          </>
        ) : (
          <>
            This desk has no portfolio yet. <TextLink href="/portfolios/new">Make one</TextLink>, and every rule can be run on its data.
          </>
        )}
      </Note>
      {view.cards.map((card) => (
        <Section key={card.slug} id={card.slug} title={card.title} sub={card.source}>
          <p>{card.rule}</p>
          <p>{card.published}</p>
          {card.live.length > 0 ? <Live card={card} /> : <Note>{card.lacks}</Note>}
          {card.parameters.length + card.roles.length + card.readings.length > 0 ? (
            <Disclosure summary={`Parameters, roles and readings taken: ${card.title}`}>
              <Terms title="Parameters" terms={card.parameters} />
              <Terms title="Roles" terms={card.roles} />
              {card.readings.length > 0 ? <h3>Readings taken</h3> : null}
              <ul>
                {card.readings.map((taken) => (
                  <li key={taken}>{taken}</li>
                ))}
              </ul>
            </Disclosure>
          ) : null}
        </Section>
      ))}
    </DeskShell>
  );
}
