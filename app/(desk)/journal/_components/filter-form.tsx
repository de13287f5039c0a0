import { Button, TextLink } from '@/components/ui/button';
import { SelectField, TextField, type SelectOption } from '@/components/ui/field';
import { isFiltered, type JournalQuery } from '../view-model';

export interface FilterFormProps {
  readonly query: JournalQuery;
  readonly choices: { readonly portfolios: readonly SelectOption[]; readonly people: readonly SelectOption[]; readonly kinds: readonly SelectOption[] };
}

/** Which rows: a plain form, so that the answer is in the address and works before any script has come. */
export function FilterForm({ query, choices }: FilterFormProps) {
  return (
    <form className="journal-filters" action="/journal" method="get" aria-label="Filter" key={JSON.stringify(query)}>
      <SelectField label="Portfolio" name="portfolio" options={choices.portfolios} defaultValue={query.portfolio ?? ''} />
      <SelectField label="Person" name="person" options={choices.people} defaultValue={query.person ?? ''} />
      <SelectField label="About" name="kind" options={choices.kinds} defaultValue={query.kind ?? ''} />
      <TextField label="From" name="from" type="date" defaultValue={query.from ?? ''} />
      <TextField label="To" name="to" type="date" defaultValue={query.to ?? ''} />
      <div className="journal-filter-deeds">
        <Button type="submit">Show</Button>
        {isFiltered(query) ? <TextLink href="/journal">Show all</TextLink> : null}
      </div>
    </form>
  );
}
