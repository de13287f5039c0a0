import { describe, expect, it } from 'vitest';
import { assetId } from '@/lib/core/base/units';
import type { WhatIfBasis } from '@/lib/core/what-if/what-if';
import { policyOf } from '@/lib/core/testing/policies';
import { changeIn, queryWith, scoreKey, settableScores } from './address';

const ODD = 'A,B:C';
const basis = {
  policy: policyOf([['EQ', 'equity', 0.6, 0.3, 0.8], [ODD, 'bond', 0.3, 0.1, 0.35], ['CA', 'cash', 0.1, 0, 0.5]], { cash: 'CA' }),
  moment: {},
  readings: [
    { layer: 'tactical', indicator: 'trend', asset: assetId('EQ'), score: 1, share: 0.5, period: null },
    { layer: 'dynamic', indicator: 'slope', asset: assetId('EQ'), score: 0.2, share: 0.5, period: '2025-03' },
    { layer: 'dynamic', indicator: 'slope', asset: assetId(ODD), score: 0.2, share: 0.5, period: '2025-03' },
    { layer: 'dynamic', indicator: 'value', asset: assetId('CA'), score: 0, share: 0, period: null },
  ],
} as unknown as WhatIfBasis;
const read = (text: string) => changeIn(new URLSearchParams(text), basis);

describe('a what-if as an address', () => {
  it('comes back as it was written, whatever signs a code holds', () => {
    const change = { held: new Map([[assetId(ODD), 0.2], [assetId('EQ'), 0.5]]), scores: [{ layer: 'tactical', indicator: 'trend', asset: assetId('EQ'), score: -1 }, { layer: 'dynamic', indicator: 'slope', asset: null, score: 0.25 }] } as const;
    const query = queryWith(new URLSearchParams('class=EQ'), change);
    expect(query.get('class')).toBe('EQ');
    const back = read(query.toString());
    expect([...back.held]).toEqual([...change.held]);
    expect(back.scores).toEqual(change.scores);
  });

  it('loses its words when nothing is changed, but stays open', () => {
    expect(queryWith(new URLSearchParams('whatIf=on&hold=EQ:0.5&score=x:1'), { held: new Map(), scores: [] }).toString()).toBe('whatIf=on');
  });

  it.each(['hold=NOBODY:0.5', 'hold=EQ:much', 'hold=EQ', 'hold=%25E0%25A4%25A:0.5', 'score=tactical.trend@NOBODY:1', 'score=tactical.trend@EQ:', 'score=dynamic.value@CA:1'])('leaves out what says nothing: %s', (text) => {
    const { held, scores } = read(text);
    expect([held.size, scores]).toEqual([0, []]);
  });

  it('stops at the limits', () => {
    expect(read('hold=EQ:9').held.get(assetId('EQ'))).toBe(0.8);
    expect(read('score=tactical.trend@EQ:9').scores[0].score).toBe(1);
  });

  it('offers what has a voice: once where an observation speaks of several classes, never without a share', () => {
    expect(settableScores(basis).map(scoreKey)).toEqual(['tactical.trend@EQ', 'dynamic.slope']);
    expect(settableScores({ ...basis, moment: null })).toEqual([]);
  });
});
