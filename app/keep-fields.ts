import { startTransition, type FormEvent } from 'react';

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
