import { useState } from 'react';
import { typedIn } from '../../../keep-fields';

const NONE: ReadonlyMap<string, string> = new Map();

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** What is wrong with the model of a form while it is typed, by field; `assetsOf` says which asset classes the form has. */
export function useModelProblems(assetsOf: (typed: Readonly<Record<string, string>>) => readonly string[]) {
  const [problems, setProblems] = useState(NONE);
  const look = async (form: HTMLFormElement): Promise<void> => {
    // The engine's models travel to the browser when somebody types, and not before.
    const { modelProblems } = await import('../model-fields');
    // Another model brings other fields: they are there once the page is drawn.
    await nextFrame();
    const typed = typedIn(form);
    setProblems(modelProblems(typed.model ?? '', typed, assetsOf(typed)));
  };
  return [problems, look] as const;
}
