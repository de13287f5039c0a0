import { Checkbox } from '@/components/ui/choices';
import { SelectField, TextField } from '@/components/ui/field';
import type { ImportKind } from '../statement';

export interface KindFieldsProps {
  readonly kind: ImportKind;
  readonly portfolio: string;
  readonly portfolios: readonly { readonly slug: string; readonly name: string }[];
}

function CurrencyField() {
  return <TextField label="Currency" name="currency" defaultValue="USD" pattern="[A-Za-z]{3}" maxLength={3} required hint="Three letters, for every column" />;
}

function PricesFields() {
  return (
    <>
      <SelectField label="Basis" name="basis" hint="Total return drives analytics, price values holdings" options={[{ value: 'total-return', label: 'Total return: distributions reinvested' }, { value: 'price', label: 'Price: distributions paid out' }]} />
      <SelectField label="Sampling" name="sampling" hint="Averages may not be traded in the period they average" options={[{ value: 'end', label: 'End of period' }, { value: 'average', label: 'Average over the period' }]} />
      <CurrencyField />
    </>
  );
}

function ReturnsFields() {
  return (
    <>
      <SelectField label="Unit" name="unit" hint="Where neither the cells nor the header say it" options={[{ value: '', label: 'As the file says' }, { value: 'percent', label: 'Percent: 1.5 is 1.5 %' }, { value: 'fraction', label: 'Fraction: 0.015 is 1.5 %' }, { value: 'bp', label: 'Basis points: 150 is 1.5 %' }]} />
      <CurrencyField />
    </>
  );
}

function ObservationFields() {
  return (
    <>
      <TextField label="Typical lag, days" name="typicalLagDays" type="number" min={0} max={3660} hint="Used where the file has no release date; left empty, such values are never used" />
      <TextField label="Unit" name="unit" maxLength={60} hint="Of new series; “USD per EUR” makes an exchange rate" />
      <Checkbox label="The file keeps vintages: what was published when" name="pointInTime" />
    </>
  );
}

/** What a person states about a file of a kind because the file cannot say it. */
export function KindFields({ kind, portfolio, portfolios }: KindFieldsProps) {
  if (kind === 'prices') return <PricesFields />;
  if (kind === 'returns') return <ReturnsFields />;
  if (kind === 'observations') return <ObservationFields />;
  return (
    <>
      <SelectField label="Portfolio" name="portfolio" defaultValue={portfolio} options={portfolios.map(({ slug, name }) => ({ value: slug, label: name }))} />
      {kind === 'holdings' ? <TextField label="Held at the close of" name="asOf" type="date" required /> : null}
      {kind === 'weights' ? <TextField label="In force from" name="effectiveFrom" type="date" hint="Today when left empty; a first policy counts from the beginning" /> : null}
    </>
  );
}
