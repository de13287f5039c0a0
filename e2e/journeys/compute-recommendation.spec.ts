import type { Request } from '@playwright/test';
import { signInAs } from '../support/people';
import { makeSamplePortfolio } from '../support/portfolios';
import { expect, test } from '../support/test';

interface Stored {
  readonly id: string;
  readonly as_of: string;
  readonly decision_date: string;
  readonly input_hash: string;
  readonly created_by: string;
}

const RECOMMENDATIONS = `
  select r.id, r.as_of::text, r.decision_date::text, r.input_hash, r.created_by
  from recommendation r join portfolio f on f.id = r.portfolio_id where f.slug = $1`;

test('the recommendation is a server action: one request, and its rows are stored once', async ({ page, sql }) => {
  await signInAs(page, 'analyst');
  const slug = await makeSamplePortfolio(page, 'Recorded once');
  const address = `/portfolios/${slug}`;
  const stored = () => sql.query<Stored>(RECOMMENDATIONS, [slug]);
  await page.goto(address);
  const record = page.getByRole('button', { name: 'Record recommendation' });
  await expect(record).toBeVisible();
  // Looking at the room wrote nothing.
  expect(await stored()).toEqual([]);

  const sent: Request[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request);
  });
  await record.click();
  await expect(record).toHaveCount(0);

  await test.step('the request', async () => {
    expect(sent).toHaveLength(1);
    const [request] = sent;
    expect(new URL(request.url()).pathname).toBe(address);
    const headers = await request.allHeaders();
    expect(headers['next-action']).toMatch(/^[0-9a-f]{40,}$/);
    expect(headers.origin).toBe(new URL(page.url()).origin);
    expect(request.postData()).toContain(slug);
    expect((await request.response())?.status()).toBe(200);
  });

  const [one, ...others] = await stored();
  await test.step('the row', () => {
    expect(others).toEqual([]);
    expect(one).toMatchObject({ as_of: '2025-12-31', created_by: 'persona-analyst' });
    expect(one.decision_date <= one.as_of).toBe(true);
    expect(one.input_hash).toMatch(/^[0-9a-f]{64}$/);
  });

  await test.step('its lines sum to one, as does the baseline', async () => {
    const lines = await sql.query<{ current: number; strategic: number; target: number; min: number; max: number }>(
      `select l.current, l.strategic, l.target, p.min::float8, p.max::float8 from recommendation_line l
       join recommendation r on r.id = l.recommendation_id
       join policy_line p on p.policy_version_id = r.policy_version_id and p.asset_class_id = l.asset_class_id
       where r.id = $1 order by l.position`,
      [one.id],
    );
    expect(lines.map((line) => line.strategic)).toEqual([0.5, 0.45, 0.05]);
    for (const mix of ['current', 'strategic', 'target'] as const) expect(lines.reduce((total, line) => total + line[mix], 0)).toBeCloseTo(1, 9);
    for (const { target, min, max } of lines) expect(target >= min - 1e-9 && target <= max + 1e-9).toBe(true);
  });

  await test.step('its steps lead from the baseline to the target exactly, class by class', async () => {
    const rests = await sql.query<{ rest: number }>(
      `select l.target - l.strategic - coalesce(sum(s.change), 0) as rest from recommendation_line l
       left join recommendation_step s on s.recommendation_id = l.recommendation_id and s.asset_class_id = l.asset_class_id
       where l.recommendation_id = $1 group by l.asset_class_id, l.target, l.strategic`,
      [one.id],
    );
    expect(rests).toHaveLength(3);
    for (const { rest } of rests) expect(Math.abs(rest)).toBeLessThan(1e-12);
  });

  await test.step('its readings were known on the day of the decision', async () => {
    const [readings] = await sql.query<{ readings: number; late: number; indicators: number }>(
      `select count(*)::int as readings, (count(*) filter (where i.known_at > r.decision_date))::int as late, count(distinct i.indicator)::int as indicators
       from recommendation_reading i join recommendation r on r.id = i.recommendation_id where r.id = $1`,
      [one.id],
    );
    // Value, trend, momentum, volatility: what prices alone can say.
    expect(readings.indicators).toBeGreaterThanOrEqual(4);
    expect(readings.late).toBe(0);
  });

  await test.step('the journal says who asked', async () => {
    const rows = await sql.query("select actor, body->>'inputHash' as hash from journal_entry where kind = 'recommendation.computed' and body->>'recommendation' = $1", [one.id]);
    expect(rows).toEqual([{ actor: 'persona-analyst', hash: one.input_hash }]);
  });

  await test.step('proposing on the same inputs takes the same row', async () => {
    await page.getByRole('button', { name: 'Propose reallocation' }).first().click();
    await page.waitForURL(`**${address}/proposals/1`);
    expect(await stored()).toEqual([one]);
    const [proposal] = await sql.query<{ recommendation_id: string; state: string; lines: number; proposed: number; moved: number }>(
      `select p.recommendation_id, p.state, count(l.*)::int as lines, sum(l.proposed) as proposed, sum(l.proposed - l.current) as moved
       from proposal p join portfolio f on f.id = p.portfolio_id join proposal_line l on l.proposal_id = p.id where f.slug = $1 group by p.id`,
      [slug],
    );
    expect(proposal).toMatchObject({ recommendation_id: one.id, state: 'proposed', lines: 3 });
    expect(proposal.proposed).toBeCloseTo(1, 9);
    expect(proposal.moved).toBeCloseTo(0, 9);
  });
});
