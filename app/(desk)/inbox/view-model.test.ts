import { describe, expect, it } from 'vitest';
import { inboxView } from './view-model';

const notice = { id: 'a', kind: 'proposal-waits' as const, says: 'Proposal 1 of Fund waits for your signature.', href: '/portfolios/fund/proposals/1', madeAt: new Date('2021-07-02T18:00:00Z'), readAt: null };

describe('the inbox', () => {
  it('counts what is unread and says of each line what it is', () => {
    const view = inboxView({ notices: [notice, { ...notice, id: 'b', readAt: new Date() }], unread: 1 });
    expect(view.title).toBe('1 notice unread');
    expect(view.lines.map(({ kind, at, isRead, href }) => [kind, at, isRead, href])).toEqual([['To sign', '2 Jul 2021, 18:00', false, '/inbox/a'], ['To sign', '2 Jul 2021, 18:00', true, '/inbox/b']]);
  });
  it('says so when nothing is unread', () => expect(inboxView({ notices: [], unread: 0 }).title).toBe('Nothing is unread'));
});
