import { NumberCell, NumberHeader, Table } from '@/components/ui/table';
import { Section } from '@/components/ui/text';
import type { ChangeView } from '../execution-view';

/** What is different from the proposal before, and who said so. */
export function Change({ view }: { readonly view: ChangeView | null }) {
  if (!view) return null;
  return (
    <Section title={view.title} sub={view.sub}>
      <Table caption={view.title}>
        <thead>
          <tr>
            <th scope="col">Asset class</th>
            <NumberHeader unit="%">Was</NumberHeader>
            <NumberHeader unit="%">Is</NumberHeader>
            <NumberHeader unit="pp">Change</NumberHeader>
            <NumberHeader unit="%">By the rule</NumberHeader>
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <NumberCell>{row.was}</NumberCell>
              <NumberCell figure="dynamic">{row.is}</NumberCell>
              <NumberCell>{row.change}</NumberCell>
              <NumberCell figure="muted">{row.byRule}</NumberCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
