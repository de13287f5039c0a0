import { describe, expect, it } from 'vitest';
import { tourAddress, tourStopAt } from './tour-stops';

const STOPS = [
  { room: 'One', path: '/', says: 'First.' },
  { room: 'Two', path: '/two', anchor: 'why', says: 'Second.' },
];

describe('the tour', () => {
  it('stands where its own addresses say', () => {
    expect(STOPS.map((_, k) => tourAddress(STOPS, k + 1))).toEqual(['/?tour=1', '/two?tour=2#why']);
    expect(tourStopAt(STOPS, '/', '1')).toBe(1);
    expect(tourStopAt(STOPS, '/two', '2')).toBe(2);
  });

  it.each([null, '', '0', '3', '-1', '1.0', 'x', '2'])('is not at the first room with tour=%s', (asked) => expect(tourStopAt(STOPS, '/', asked)).toBeNull());
});
