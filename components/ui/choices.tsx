import type { InputHTMLAttributes, ReactNode } from 'react';

export interface RadioChoice {
  readonly value: string;
  readonly label: ReactNode;
  /** What choosing it leads to. */
  readonly consequence?: ReactNode;
  readonly disabled?: boolean;
}

export interface RadioGroupProps {
  readonly name: string;
  readonly legend: string;
  /** The heading above already says what the choice is about. */
  readonly legendHidden?: boolean;
  readonly choices: readonly RadioChoice[];
  readonly defaultValue?: string;
  readonly onValueChange?: (value: string) => void;
  readonly required?: boolean;
}

/** A choice whose consequences stand beside it. Works in a plain form without any script. */
export function RadioGroup({ name, legend, legendHidden = false, choices, defaultValue, onValueChange, required }: RadioGroupProps) {
  return (
    <fieldset>
      <legend className={legendHidden ? 'sr-only' : 'field-label'}>{legend}</legend>
      {choices.map((choice) => (
        <label className="choice" key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            defaultChecked={choice.value === defaultValue}
            disabled={choice.disabled}
            required={required}
            onChange={onValueChange ? () => onValueChange(choice.value) : undefined}
          />
          <b>{choice.label}</b>
          {choice.consequence ? <span className="sub">{choice.consequence}</span> : null}
        </label>
      ))}
    </fieldset>
  );
}

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'type'> {
  readonly label: ReactNode;
}

export function Checkbox({ label, ...rest }: CheckboxProps) {
  return (
    <label className="check">
      <input type="checkbox" {...rest} />
      {label}
    </label>
  );
}
