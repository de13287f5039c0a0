/** What an action tells the form that sent it: a refusal to show, or a word of confirmation. Success often redirects. */
export interface ActionState {
  readonly error?: { readonly kind: string; readonly message: string };
  readonly done?: string;
}

export const REFUSED_ORIGIN: ActionState = { error: { kind: 'foreign-origin', message: 'This request did not come from this desk. Reload the page and try again.' } };
export const SIGNED_OUT: ActionState = { error: { kind: 'signed-out', message: 'You are signed out. Sign in and try again; nothing was changed.' } };
