/** A programmer's mistake: thrown, never returned, never shown to a person as advice. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Asserts what must hold if the code is right. Expected outcomes are a `Result` instead. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** For the default branch of a switch that must name every case. */
export function unreachable(value: never): never {
  throw new AssertionError(`unhandled case: ${JSON.stringify(value)}`);
}
