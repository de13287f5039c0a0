import { describe, expect, it } from 'vitest';
import { schedulerView } from './scheduler-view';

describe('what is said of the scheduler', () => {
  it('is what it does and what it found', () => {
    const { says } = schedulerView({ drafts: true, lookedAt: new Date('2021-07-02T18:05:00Z'), finding: 'Proposal 1 is open.' });
    expect(says).toContain('makes a draft, which waits for a maker');
    expect(says).toContain('On 2 Jul 2021, 18:05 UTC it found: Proposal 1 is open.');
  });
  it('is that it has not looked where it has not, and that it makes no drafts where it may not', () => {
    expect(schedulerView({ drafts: false, lookedAt: null, finding: '' }).says).toBe('The scheduler records decisions here and makes no drafts. It has not looked yet.');
  });
});
