import type { TourStop } from '@/components/shell/tour-stops';

/** Remembers, in this browser, that somebody has seen the tour or does not want it. */
export const TOUR_COOKIE = 'mainsheet-tour';

const FUND = '/portfolios/global-multi-asset';

/** Through the rooms of the sample desk, in the order in which a decision comes about. */
export const TOUR: readonly TourStop[] = [
  { room: 'The book', path: '/', says: 'Every portfolio in one row. What waits for somebody stands first, then broken limits.' },
  { room: 'The mix', path: FUND, says: 'What is held, what the policy says and where the model points, on one axis. The title is the answer.' },
  { room: 'Why', path: FUND, anchor: 'why', says: 'Every step from the policy to the target, in basis points. They add up exactly; choose another asset class to see its own.' },
  { room: 'Signals', path: `${FUND}/signals`, says: 'What each indicator reads, since when it was known, and how far prices are from a change.' },
  { room: 'Drawdowns', path: `${FUND}/drawdowns`, says: 'What each mix would have lost and for how long. Choose an episode to see it day by day.' },
  { room: 'Proposals', path: `${FUND}/proposals`, says: 'One person makes it, another signs. Open one to see its trades, its checks and its evidence.' },
  { room: 'The journal', path: '/journal', says: 'Who decided what, and when. Each row holds the hash of the one before, so that none can be changed unseen.' },
];
