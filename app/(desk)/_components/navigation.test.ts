import { describe, expect, it } from 'vitest';
import { SHORTCUTS } from '@/components/shell/shortcuts';
import { beside, navigation } from './navigation';

describe('the rooms of the rail', () => {
  it('each have a shortcut, and no shortcut goes elsewhere', () => {
    const rooms = navigation('fund').flatMap((group) => group.items.map((item) => item.key));
    const reached = SHORTCUTS.flatMap(({ deed }) => ('room' in deed ? [deed.room] : []));
    expect([...reached].sort()).toEqual([...rooms].sort());
  });
});

describe('the pages beside them', () => {
  it('offer nothing that a person may not do', () => {
    const hrefs = (may: boolean) => beside({ mayImport: may, mayMakePortfolio: may, tour: may ? '/?tour=1' : null }).map(({ href }) => href);
    expect(hrefs(true)).toEqual(expect.arrayContaining(['/data/import', '/portfolios/new', '/glossary', '/?tour=1']));
    expect(hrefs(false)).not.toContain('/data/import');
    expect(hrefs(false)).not.toContain('/portfolios/new');
  });
});
