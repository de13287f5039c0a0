/** Requests of one token in a window. Counted in this process: another process counts for itself. */
export const REQUESTS_A_MINUTE = 120;
const WINDOW_MS = 60_000;

const counts = new Map<string, { readonly from: number; used: number }>();

/** Counts a request; null when it may go on, else the seconds to wait. */
export function overLimit(token: string, at: Date): number | null {
  const now = at.getTime();
  const known = counts.get(token);
  const window = known && now - known.from < WINDOW_MS ? known : { from: now, used: 0 };
  window.used += 1;
  counts.set(token, window);
  return window.used > REQUESTS_A_MINUTE ? Math.max(1, Math.ceil((window.from + WINDOW_MS - now) / 1_000)) : null;
}
