/** How often and how long after a failure a source is asked again, and when it is left alone altogether. */
export interface RetryPolicy {
  readonly maxAttempts: number;
  readonly baseMs: number;
  readonly maxMs: number;
  /** Failures in a row, over all jobs of a source, after which its circuit opens. */
  readonly breakerAfter: number;
  readonly breakerMs: number;
  readonly breakerMaxMs: number;
  /** How long others wait for the one request that tries a source whose circuit was open. */
  readonly trialMs: number;
}

export const RETRY_POLICY: RetryPolicy = {
  maxAttempts: 6, baseMs: 30_000, maxMs: 3_600_000, breakerAfter: 5, breakerMs: 15 * 60_000, breakerMaxMs: 6 * 3_600_000, trialMs: 5 * 60_000,
};

/** A fifth up or down, so that many jobs that failed together do not come back together. */
const JITTER = 0.2;

/** How long until the next attempt: doubling, capped, and never shorter than the source asked for. */
export function backOffMs(policy: Pick<RetryPolicy, 'baseMs' | 'maxMs'>, attempt: number, retryAfterMs: number, random: number): number {
  const plain = Math.min(policy.maxMs, policy.baseMs * 2 ** (attempt - 1));
  return Math.max(retryAfterMs, Math.round(plain * (1 + JITTER * (2 * random - 1))));
}

/** How long the circuit stays open after this many failures in a row: doubling with each failed trial, capped. */
export function openMs(policy: RetryPolicy, failuresInARow: number): number {
  return Math.min(policy.breakerMaxMs, policy.breakerMs * 2 ** Math.max(0, failuresInARow - policy.breakerAfter));
}
