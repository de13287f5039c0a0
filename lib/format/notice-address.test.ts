import { describe, expect, it } from 'vitest';
import { isNoticeAddress, noticeAddress } from './notice-address';

const ID = '01a20a3c-efae-779d-a38b-ef5660bcbbf0';

describe('the address of a notice', () => {
  it('is known for one', () => expect(isNoticeAddress(noticeAddress(ID))).toBe(true));

  it.each([`//evil.example/inbox/${ID}`, `https://evil.example/inbox/${ID}`, `/\t/inbox/${ID}`, `/inbox/${ID}/../../x`, `/inbox/${ID}\n`, '/inbox/', '/', '', undefined, [noticeAddress(ID)]])('is not %j', (address) => {
    expect(isNoticeAddress(address)).toBe(false);
  });
});
