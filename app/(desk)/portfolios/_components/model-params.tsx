import { SelectField, TextAreaField, TextField } from '@/components/ui/field';
import type { FormModel, ParamField } from '../[portfolio]/backtest/run-form';

function Param({ field, error }: { readonly field: ParamField; readonly error?: string }) {
  const shared = { name: `param:${field.name}`, label: field.label, hint: field.hint, error, defaultValue: field.value };
  if (field.kind === 'choice') return <SelectField {...shared} options={field.options ?? []} />;
  if (field.kind === 'json') return <TextAreaField {...shared} label={`${field.label}, JSON`} rows={2} spellCheck={false} maxLength={5_000} />;
  return <TextField {...shared} inputMode={field.kind === 'number' ? 'decimal' : undefined} maxLength={80} />;
}

/** The parameters of a model, each a field of its own with what is wrong in it; another model brings its own fields. */
export function ModelParams({ model, problems }: { readonly model: Pick<FormModel, 'slug' | 'fields'>; readonly problems: ReadonlyMap<string, string> }) {
  return (
    <>
      <div className="form-grid mt-4" key={model.slug}>
        {model.fields.map((field) => (
          <Param key={field.name} field={field} error={problems.get(field.name)} />
        ))}
      </div>
      <div role="status" className="mb-4">{problems.size > 0 ? <p className="field-error">{problems.get('') ?? (problems.size === 1 ? 'One parameter is to be corrected; what is wrong stands below it.' : `${problems.size} parameters are to be corrected; what is wrong stands below each.`)}</p> : null}</div>
    </>
  );
}

/** The choices of a select: models by their names, with a word where roles are still to be given. */
export const modelOptions = (models: readonly FormModel[]) => models.map(({ slug, label, lacks }) => ({ value: slug, label: lacks ? `${label} (roles to give)` : label }));
