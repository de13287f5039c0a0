import { describe, expect, it } from 'vitest';
import { AS_AT_DESK, browserOf, mailKinds, momentLong, partsFor, roleNow, rolesSentence, waitingSentence, WHOLE_DESK } from './view-model';

describe('the settings room', () => {
  it('says where another role counts than at the desk', () => {
    expect(rolesSentence({ role: 'analyst', portfolioRoles: [] })).toBe('analyst');
    expect(rolesSentence({ role: 'analyst', portfolioRoles: [{ slug: 'a', name: 'Growth', role: 'approver' }, { slug: 'b', name: 'Income', role: 'viewer' }] })).toBe('analyst; approver at Growth, viewer at Income');
  });

  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on Windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15', 'Safari on macOS'],
    ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['curl/8.0', 'unknown browser'],
    ['', 'unknown browser'],
  ])('names the browser of %j', (userAgent, says) => expect(browserOf(userAgent)).toBe(says));

  it('has its parts under addresses of their own, and the archive for who may take one', () => {
    expect(partsFor({ mayArchive: true }).map(({ href }) => href)).toEqual(['/settings', '/settings?tab=tokens', '/settings?tab=mail', '/settings?tab=account', '/settings?tab=archive']);
    expect(partsFor({ mayArchive: false }).map(({ label }) => label)).not.toContain('Archive');
  });

  it('knows the role of now, at the desk and at a portfolio', () => {
    const member = { role: 'analyst', portfolioRoles: [{ slug: 'a', name: 'Growth', role: 'approver' }] } as const;
    expect([WHOLE_DESK, 'a', 'b'].map((place) => roleNow(member, place))).toEqual(['analyst', 'approver', AS_AT_DESK]);
  });

  it('says why mail waits, and until when', () => {
    const nextTryAt = new Date('2026-11-23T19:15:00Z');
    expect(waitingSentence({ count: 1, error: 'The mail server could not be reached, or broke off.', nextTryAt })).toBe('1 mail of this desk waits. The mail server could not be reached, or broke off. Tried again from 23 Nov 2026, 19:15 UTC; nothing is lost.');
    expect(waitingSentence({ count: 2, error: 'The mail server refuses it: 535 bad', nextTryAt })).toMatch(/^2 mails of this desk wait\. The mail server refuses it: 535 bad\. Tried/);
  });

  it('ticks the kinds of notices that come by mail, and offers the others', () => {
    const kinds = mailKinds({ kinds: ['data-late'] });
    expect(kinds.filter(({ isChosen }) => isChosen).map(({ label }) => label)).toEqual(['a series is late']);
    expect(kinds).toHaveLength(8);
  });

  it('writes an instant with its minute', () => expect(momentLong(new Date('2026-11-23T19:12:31Z'))).toMatch(/2026, 19:12 UTC$/));
});
