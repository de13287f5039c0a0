import { makeOwnMarket, propose } from '../support/own-market';
import { actAs, signInAs } from '../support/people';
import { expect, test } from '../support/test';

interface Line {
  readonly proposed: number;
  readonly code: string;
}
const LINES = 'select c.code, l.proposed::float8 as proposed from proposal_line l join asset_class c on c.id = l.asset_class_id join proposal p on p.id = l.proposal_id join portfolio f on f.id = p.portfolio_id where f.slug = $1 and p.number = $2';

test('a weight and a signal are tried, sent as an address, and become a proposal in the place of the open one', async ({ page, sql }) => {
  await signInAs(page, 'analyst');
  const { slug, codes } = await makeOwnMarket(page, 'WHATIF');
  await propose(page, slug);
  await page.goto(`/portfolios/${slug}`);
  await page.getByRole('link', { name: 'Try another mix' }).click();
  const table = page.getByRole('table', { name: 'Weights to try' });
  const handle = table.getByRole('slider', { name: `Weight of ${codes[0]}` });
  await expect(handle).toBeVisible();
  const weightOf = async (code: string) => Number(await table.getByRole('slider', { name: `Weight of ${code}` }).getAttribute('aria-valuenow'));
  const sum = async () => (await Promise.all(codes.map(weightOf))).reduce((total, weight) => total + weight, 0);
  const before = await weightOf(codes[0]);

  await test.step('the arrows move a weight by half a point, the others give way, and the result is announced once', async () => {
    await handle.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await weightOf(codes[0])).toBeCloseTo(before + 1, 2);
    expect(await sum()).toBeCloseTo(100, 1);
    await expect(page.getByRole('status').filter({ hasText: 'tracking error' })).toContainText(/limits/);
  });

  await test.step('a drag sets another, inside its range', async () => {
    const box = await handle.locator('..').boundingBox();
    if (!box) throw new Error('the row has a picture');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 2, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    expect(await weightOf(codes[0])).toBe(90);
    expect(await sum()).toBeCloseTo(100, 1);
  });

  await test.step('typing sets a weight, and the address sent to a colleague shows the same', async () => {
    await table.getByLabel(`Weight of ${codes[0]}, %`).fill('55');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/hold=WHATIF\.EQ%3A0\.55/);
    expect(await weightOf(codes[0])).toBe(55);
    await page.reload();
    await expect(handle).toHaveAttribute('aria-valuenow', '55');
    await expect(table.getByLabel(`Hold ${codes[0]}`)).toBeChecked();
  });

  await test.step('letting go brings the recommendation back; a score moves the model’s own weight', async () => {
    await table.getByLabel(`Hold ${codes[0]}`).uncheck();
    expect(await weightOf(codes[0])).toBeCloseTo(before, 2);
    await page.getByText(/^Tactical overlay: \d+ scores/).click();
    const trend = page.getByLabel(`Score of Trend, ${codes[0]}`);
    await trend.focus();
    await page.keyboard.press((await trend.inputValue()) === '1' ? 'Home' : 'End');
    await expect(page.getByText(/^Tactical overlay: \d+ scores, 1 set$/)).toBeVisible();
    expect(await weightOf(codes[0])).not.toBeCloseTo(before, 1);
    await page.getByRole('button', { name: 'Back to the recommendation' }).click();
    expect(await weightOf(codes[0])).toBeCloseTo(before, 2);
  });

  await test.step('with a reason it becomes a proposal of those weights, and the old one is superseded', async () => {
    await table.getByLabel(`Weight of ${codes[0]}, %`).fill('50');
    await page.keyboard.press('Enter');
    await page.getByLabel('Reason, needed to depart from the rule').fill('We wait for the budget');
    await page.getByRole('button', { name: 'Propose these weights' }).click();
    await page.waitForURL(`**/portfolios/${slug}/proposals/2`);
    const lines = await sql.query<Line>(LINES, [slug, 2]);
    expect(lines.find(({ code }) => code === codes[0])?.proposed).toBeCloseTo(0.5, 2);
    expect(await sql.query<{ state: string }>('select p.state from proposal p join portfolio f on f.id = p.portfolio_id where f.slug = $1 order by p.number', [slug])).toEqual([{ state: 'superseded' }, { state: 'proposed' }]);
  });
});

test('with no proposal open the rule’s own is made first; a viewer may try but not propose', async ({ page, sql }) => {
  await signInAs(page, 'analyst');
  const { slug, codes } = await makeOwnMarket(page, 'WHATIF2');
  await page.goto(`/portfolios/${slug}?whatIf=on&hold=${codes[0]}:0.3`);
  const handle = page.getByRole('slider', { name: `Weight of ${codes[0]}` });
  await expect(handle).toHaveAttribute('aria-valuenow', '30');
  await page.getByLabel('Reason, needed to depart from the rule').fill('A smaller start');
  await page.getByRole('button', { name: 'Propose these weights' }).click();
  await page.waitForURL(`**/portfolios/${slug}/proposals/2`);
  expect(await sql.query<{ state: string }>('select p.state from proposal p join portfolio f on f.id = p.portfolio_id where f.slug = $1 order by p.number', [slug])).toEqual([{ state: 'superseded' }, { state: 'proposed' }]);

  await actAs(page, 'viewer');
  await page.goto(`/portfolios/${slug}?whatIf=on&hold=${codes[0]}:0.4`);
  await expect(handle).toHaveAttribute('aria-valuenow', '40');
  await expect(page.getByText('Your role cannot propose.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Propose these weights' })).toHaveCount(0);
});
