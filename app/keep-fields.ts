import { startTransition, type FormEvent } from 'react';

/** What stands in the fields of a form, by name. */
export const typedIn = (form: HTMLFormElement): Readonly<Record<string, string>> =>
  Object.fromEntries([...new FormData(form).entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/**
 * Sends a form to its action without emptying it afterwards. React clears a form once its action has run, also when
 * the answer is a refusal: what somebody typed would be gone just when they are asked to correct it.
 */
export function keepingFields(action: (form: FormData) => void) {
  return (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    startTransition(() => action(form));
  };
}
