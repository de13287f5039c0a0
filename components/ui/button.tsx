import Link from 'next/link';
import type { ButtonHTMLAttributes, ComponentProps, ReactNode } from 'react';

export type ButtonKind = 'primary' | 'plain' | 'danger';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  readonly kind?: ButtonKind;
  /** Fills its column, as in a decision panel. */
  readonly wide?: boolean;
}

/** Something happens here. A link goes elsewhere: see `LinkButton`. */
export function Button({ kind = 'plain', wide = false, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className="button" data-kind={kind} data-wide={wide} {...rest} />;
}

export interface LinkButtonProps extends Omit<ComponentProps<typeof Link>, 'className'> {
  readonly kind?: ButtonKind;
  readonly wide?: boolean;
}

/** Goes elsewhere, with the weight of a button. */
export function LinkButton({ kind = 'plain', wide = false, ...rest }: LinkButtonProps) {
  return <Link className="button" data-kind={kind} data-wide={wide} {...rest} />;
}

export interface TextLinkProps extends Omit<ComponentProps<typeof Link>, 'className'> {
  readonly children: ReactNode;
}

/** A link inside prose or a table, with the quiet underline of the house. */
export function TextLink(props: TextLinkProps) {
  return <Link className="link" {...props} />;
}
