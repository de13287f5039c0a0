import { makeOwnMarket, propose } from '../support/own-market';
import { actAs, signInAs } from '../support/people';
import { expect, test } from '../support/test';

const HELD = 'select i.symbol, sum(t.quantity)::float8 as units from transaction t join instrument i on i.id = t.instrument_id join portfolio f on f.id = t.portfolio_id where f.slug = $1 group by 1 order by 1';
const TRADES = 'select i.symbol, t.quantity::float8 as quantity, t.price::float8 as price from proposal_trade t join instrument i on i.id = t.instrument_id join proposal p on p.id = t.proposal_id join portfolio f on f.id = p.portfolio_id where f.slug = $1 order by t.position';

interface Holding {
  readonly symbol: string;
  readonly units: number;
}

test('an order is signed, filled in two parts at the prices paid, and becomes the holdings', async ({ page, sql }) => {
  await signInAs(page, 'analyst');
  const { slug } = await makeOwnMarket(page, 'FILL');
  await propose(page, slug);
  const before = await sql.query<Holding>(HELD, [slug]);
  const trades = await sql.query<{ symbol: string; quantity: number; price: number }>(TRADES, [slug]);
  const sale = trades.find((trade) => trade.quantity < 0) ?? trades[0];

  await test.step('the trades are there as a file', async () => {
    const answer = await page.request.get(`/portfolios/${slug}/proposals/1/trades.csv`);
    expect(answer.headers()['content-type']).toContain('text/csv');
    const lines = (await answer.text()).trim().split('\r\n');
    expect(lines).toHaveLength(trades.length + 1);
    expect(lines.find((line) => line.startsWith(sale.symbol))).toContain(`,sell,${-sale.quantity},${sale.price},`);
  });

  await test.step('the approver signs', async () => {
    await actAs(page, 'approver');
    await page.getByRole('button', { name: 'Approve and sign' }).click();
    await expect(page.getByRole('heading', { name: /^Execution: 0\.0\s% done$/ })).toBeVisible();
  });

  const fills = page.getByRole('table', { name: 'Fills to book' });
  const executed = page.getByRole('table', { name: 'What was signed and what was done' });
  const half = Math.floor(-sale.quantity / 2);

  await test.step('half of the sale is booked, a percent below the model price', async () => {
    for (const trade of trades) await fills.getByLabel(`Quantity of ${trade.symbol}`).fill(trade === sale ? String(half) : '0');
    await fills.getByLabel(`Price of ${sale.symbol}`).fill((sale.price * 0.99).toFixed(4));
    await page.getByRole('button', { name: 'Book these fills' }).click();
    await expect(page.getByText('Partly executed').first()).toBeVisible();
    await expect(executed.getByRole('row', { name: new RegExp(`^${sale.symbol}`) })).toContainText(/\+100\.0\sbp/);
    await expect(page.getByRole('listitem').filter({ hasText: 'Booked in part' })).toContainText('booked at stated prices');
    const [held] = (await sql.query<Holding>(HELD, [slug])).filter((one) => one.symbol === sale.symbol);
    expect(held.units).toBe((before.find((one) => one.symbol === sale.symbol)?.units ?? 0) - half);
  });

  await test.step('more than is left is refused, and what was typed stays', async () => {
    await fills.getByLabel(`Quantity of ${sale.symbol}`).fill('999999');
    await page.getByRole('button', { name: 'Book these fills' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Nothing was booked' })).toContainText('are left to sell');
    await expect(fills.getByLabel(`Quantity of ${sale.symbol}`)).toHaveValue('999999');
  });

  await test.step('the rest follows, and the holdings are what was signed', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Book these fills' }).click();
    await expect(page.getByRole('heading', { name: 'Execution: all of it is done' })).toBeVisible();
    const after = new Map((await sql.query<Holding>(HELD, [slug])).map((one) => [one.symbol, one.units]));
    for (const trade of trades) expect(after.get(trade.symbol) ?? 0).toBeCloseTo((before.find((one) => one.symbol === trade.symbol)?.units ?? 0) + trade.quantity, 6);
    expect(await sql.query("select p.state from proposal p join portfolio f on f.id = p.portfolio_id where f.slug = $1", [slug])).toEqual([{ state: 'executed' }]);
  });
});
