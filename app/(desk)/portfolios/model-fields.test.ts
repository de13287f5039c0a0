import { describe, expect, it } from 'vitest';
import { GEM_ROLES } from '@/lib/core/models/gem/gem';
import { modelProblems } from './model-fields';

const ASSETS = ['equities', 'bonds', 'gold', 'commodities'];
const found = (slug: string, typed: Readonly<Record<string, string>>, assets: readonly string[] = ASSETS) => Object.fromEntries(modelProblems(slug, typed, assets));

describe('what is wrong with a model as it is typed', () => {
  it('is nothing while every field has its default', () => expect(found('house', {})).toEqual({}));

  it('stands at the field, in plain words, and counts the entries of a list from one', () => {
    expect(found('house', { 'param:tacticalGain': '-1', 'param:trendMonths': '[6, 1]', 'param:weights': '{"trend":2,"momentum":0,"volatility":0}' })).toEqual({
      tacticalGain: 'Must be at least 0.', trendMonths: 'Entry 2: must be at least 2.', weights: 'Trend: must be at most 1.',
    });
  });

  it('names every field that cannot be read, not the first of them', () => {
    expect(found('house', { 'param:tacticalGain': 'much', 'param:trendMonths': '[6' })).toEqual({
      tacticalGain: '"much" is not a number.', trendMonths: '"[6" is not JSON: lists are written [3, 6, 12], names in double quotes.',
    });
  });

  it('stands at the role that nobody can play', () => {
    const [first, second, ...others] = GEM_ROLES;
    const played = Object.fromEntries(others.map((role, k) => [`param:roles.${role}`, ASSETS[k]]));
    expect(found('gem', { ...played, [`param:roles.${first}`]: 'silver', [`param:roles.${second}`]: 'bonds' })).toEqual({ [`roles.${first}`]: '"silver" is no asset class of the policy.' });
    expect(found('gem', { ...played, [`param:roles.${first}`]: 'gold', [`param:roles.${second}`]: '' })).toEqual({ [`roles.${second}`]: 'Must not be empty.' });
  });

  it('stands at no field where there is none for it', () => expect(found('nobody', {})).toEqual({ '': 'There is no model called "nobody".' }));
});
