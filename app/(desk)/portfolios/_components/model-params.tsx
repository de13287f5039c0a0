import { SelectField, TextAreaField, TextField } from '@/components/ui/field';
import type { FormModel, ParamField } from '../[portfolio]/backtest/run-form';

function Param({ field }: { readonly field: ParamField }) {
  const shared = { name: `param:${field.name}`, label: field.label, hint: field.hint, defaultValue: field.value };
  if (field.kind === 'choice') return <SelectField {...shared} options={field.options ?? []} />;
  if (field.kind === 'json') return <TextAreaField {...shared} label={`${field.label}, JSON`} rows={2} spellCheck={false} maxLength={5_000} />;
  return <TextField {...shared} inputMode={field.kind === 'number' ? 'decimal' : undefined} maxLength={80} />;
}

/** The parameters of a model, each a field of its own; another model brings its own fields. */
export function ModelParams({ model }: { readonly model: Pick<FormModel, 'slug' | 'fields'> }) {
  return (
    <div className="form-grid" key={model.slug}>
      {model.fields.map((field) => (
        <Param key={field.name} field={field} />
      ))}
    </div>
  );
}

/** The choices of a select: models by their names, with a word where roles are still to be given. */
export const modelOptions = (models: readonly FormModel[]) => models.map(({ slug, label, lacks }) => ({ value: slug, label: lacks ? `${label} (roles to give)` : label }));
