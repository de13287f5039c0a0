import { describe, expect, it } from 'vitest';
import { currentRoom, sameRoom, type NavigationGroup } from './navigation';

const groups: NavigationGroup[] = [
  {
    label: 'Desk',
    items: [
      { key: 'book', label: 'Book', href: '/', exact: true },
      { key: 'mix', label: 'Mix', href: '/portfolios/harbour', exact: true },
      { key: 'signals', label: 'Signals', href: '/portfolios/harbour/signals' },
      { key: 'timing', label: 'Timing', href: null },
    ],
  },
];

describe('the room an address lies in', () => {
  it('is the one that covers it', () => {
    expect(currentRoom(groups, '/portfolios/harbour/signals')?.key).toBe('signals');
    expect(currentRoom(groups, '/portfolios/harbour/signals/trend')?.key).toBe('signals');
  });
  it('is not the parent when the parent asks for its exact address', () => {
    expect(currentRoom(groups, '/portfolios/harbour')?.key).toBe('mix');
    expect(currentRoom(groups, '/portfolios/harbour/journal')).toBeNull();
    expect(currentRoom(groups, '/')?.key).toBe('book');
  });
  it('does not take a longer name for a room below', () => expect(currentRoom(groups, '/portfolios/harbour/signals-old')).toBeNull());
});

describe('another portfolio', () => {
  it('is shown in the same room', () => expect(sameRoom('/portfolios/harbour/drawdowns', 'pier')).toBe('/portfolios/pier/drawdowns'));
  it('is not shown at what only the first has', () => expect(sameRoom('/portfolios/harbour/proposals/3', 'pier')).toBe('/portfolios/pier/proposals'));
  it('is shown by its mix from a room of the desk', () => {
    expect(sameRoom('/portfolios/harbour', 'pier')).toBe('/portfolios/pier');
    expect(sameRoom('/data/import', 'pier')).toBe('/portfolios/pier');
  });
});
