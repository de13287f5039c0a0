import type { ModelMoment } from '../../core/models/moment';
import { policyRiskBasis } from '../../core/proposals/policy-risk';
import type { WhatIfBasis } from '../../core/what-if/what-if';
import type { Recommendation } from '../db/recommendation-store';
import { bookOf, type Holdings } from './holdings';
import type { Desk } from './open-desk';

/** What another mix of a portfolio is judged by: no more than travels to a browser. */
export function basisOf(desk: Desk, holdings: Holdings, recommendation: Recommendation, moment: ModelMoment | null): WhatIfBasis {
  const { policy, turnoverLimit, trackingErrorLimit, costLimitBps } = desk.policyVersion;
  const risk = policyRiskBasis(desk.view, policy);
  const { positions, instruments, weights } = bookOf(holdings);
  return {
    policy,
    limits: { turnover: turnoverLimit, trackingErrorAnnual: trackingErrorLimit, costBps: costLimitBps },
    target: recommendation.lines.map((line) => line.target),
    moment,
    readings: recommendation.readings.map(({ layer, indicator, asset, score, share, period }) => ({ layer, indicator, asset, score, share, period })),
    book: holdings.isEmpty ? null : { positions, instruments: instruments.map(({ id, asset, price, lot }) => ({ id, asset, price, lot })), weights, value: Number(holdings.value) },
    covariance: risk.ok ? risk.value.matrix : null,
    periodsPerYear: desk.view.grid.periodsPerYear,
  };
}
