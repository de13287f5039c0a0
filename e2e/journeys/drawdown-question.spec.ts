import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { figure } from '../support/figures';
import { signInAs } from '../support/people';
import { expect, test } from '../support/test';

const ROOM = '/portfolios/global-multi-asset/drawdowns';
const EPISODES = /^Episodes of the strategic mix/;

const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const tabs = (page: Page, name: string) => page.getByRole('navigation', { name });
const brush = (page: Page, side: 'Start' | 'End') => page.getByRole('slider', { name: `${side} of the window` });

/** How many pixels of a canvas have the colour that a variable stands for in the theme of the moment. */
function pixelsOf(picture: Locator, variable: string): Promise<number> {
  return picture.evaluate((canvas: HTMLCanvasElement, name) => {
    const hex = getComputedStyle(canvas).getPropertyValue(name).trim();
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    // Read from a copy: a canvas that is drawn on is not made for reading.
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const paint = copy.getContext('2d', { willReadFrequently: true });
    if (!paint) return 0;
    paint.drawImage(canvas, 0, 0);
    const { data } = paint.getImageData(0, 0, canvas.width, canvas.height);
    let found = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 128 && Math.abs(data[i] - red) + Math.abs(data[i + 1] - green) + Math.abs(data[i + 2] - blue) < 12) found += 1;
    return found;
  }, variable);
}

/** The rows behind the picture, opened as a table: date, then one fraction in per cent for each curve. */
async function tableRows(page: Page): Promise<readonly (readonly [string, ...number[]])[]> {
  const table = page.getByRole('region', { name: 'Drawdown from the running peak' }).getByRole('table');
  const text = await table.locator('tbody').evaluate((body) => Array.from((body as HTMLTableSectionElement).rows, (row) => Array.from(row.cells, (cell) => cell.innerText.trim())));
  return text.map(([date, ...cells]) => [date, ...cells.map(figure)]);
}

test.beforeEach(async ({ page }) => {
  await signInAs(page, 'analyst');
  await page.goto(ROOM);
});

test('the title names the finding, and both curves are drawn and can be read', async ({ page }) => {
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  const said = /^At worst the strategic mix lost (\d+\.\d)\s%, the dynamic mix (\d+\.\d)\s%$/.exec(title);
  expect(said, title).not.toBeNull();
  const [strategic, dynamic] = [Number(said?.[1]), Number(said?.[2])];

  const plot = page.getByRole('group', { name: 'Wealth and drawdown' });
  // Two pictures, with the curve of each mix in both; the current mix lies below the others and is partly covered.
  await expect(plot.locator('canvas[data-drawn]')).toHaveCount(2);
  for (const picture of await plot.locator('canvas[data-drawn]').all()) for (const [colour, least] of [['--strategic', 200], ['--accent', 200], ['--current', 100]] as const) expect(await pixelsOf(picture, colour), colour).toBeGreaterThan(least);
  const before = await pixelsOf(plot.locator('canvas').first(), '--accent');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  // Another theme is other paint, on the same lines.
  await expect.poll(() => pixelsOf(plot.locator('canvas').first(), '--accent')).toBeGreaterThan(before / 2);
  await expect(page.locator('.plot > .sr-only')).toContainText('Strategic');

  // On paper they are paths, from edge to edge of their picture and inside the sheet, and the pixels are gone.
  await page.emulateMedia({ media: 'print' });
  const paper = plot.locator('.curves svg');
  await expect(paper).toHaveCount(2);
  await expect(plot.locator('canvas').first()).toBeHidden();
  for (const picture of await paper.all()) {
    const [box, pane] = await Promise.all([picture.boundingBox(), picture.locator('xpath=ancestor::*[contains(@class, "pane")][1]').boundingBox()]);
    expect(Math.abs((box?.width ?? 0) - (pane?.width ?? -9))).toBeLessThan(1);
    expect(await picture.locator('path[fill="none"]').count()).toBe(3);
  }
  await page.emulateMedia({ media: 'screen' });
  await expect(paper).toHaveCount(0);

  await page.getByRole('button', { name: 'Show as a table' }).click();
  const rows = await tableRows(page);
  expect(rows.length).toBeGreaterThan(300);
  expect(rows.length).toBeLessThanOrEqual(1_500);
  const deepest = (k: number) => Math.min(...rows.map((row) => row[k] as number));
  // Thinned for drawing, and yet the deepest point of each curve is among the rows.
  expect(deepest(2)).toBeCloseTo(-strategic, 0);
  expect(Math.abs(deepest(2) + strategic)).toBeLessThan(0.051);
  expect(Math.abs(deepest(3) + dynamic)).toBeLessThan(0.051);
  const first = page.getByRole('table', { name: EPISODES }).locator('tbody tr').first();
  expect(figure(await first.locator('td.strategic').innerText())).toBe(-strategic);
  const trough = await first.locator('td').first().innerText();
  expect(Math.abs((rows.find(([date]) => date === trough)?.[2] ?? 0) + strategic)).toBeLessThan(0.051);

  const line = page.getByRole('slider', { name: 'Reading line' });
  await line.focus();
  await page.keyboard.press('Home');
  // A hundred, less the cost of buying in.
  await expect(line).toHaveAttribute('aria-valuetext', /^\d+ \w+ \d{4}: Current (99\.\d|100\.0), drawdown 0\.00\s%; Strategic (99\.\d|100\.0), drawdown 0\.00\s%; Dynamic (99\.\d|100\.0), drawdown 0\.00\s%$/);
  await page.keyboard.press('Escape');
  await expect(line).toHaveAttribute('aria-valuetext', /^No date chosen/);
});

test('the file holds what the table shows', async ({ page }) => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download CSV' }).click()]);
  expect(download.suggestedFilename()).toBe('global-multi-asset-drawdowns.csv');
  const text = await readFile(await download.path(), 'utf8');
  const [header, ...lines] = text.replace(/^\uFEFF/, '').trimEnd().split('\r\n');
  expect(header).toBe('date,Current (fraction),Strategic (fraction),Dynamic (fraction)');
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const rows = await tableRows(page);
  expect(lines).toHaveLength(rows.length);
  lines.forEach((line, k) => {
    const [date, ...values] = line.split(',');
    expect(date).toBe(rows[k][0]);
    values.forEach((value, j) => expect(Math.abs(Number(value) * 100 - (rows[k][j + 1] as number))).toBeLessThan(0.00501));
  });
});

test('the brush writes the window into the address, by mouse and by keyboard, and zooms', async ({ page }) => {
  const strip = page.locator('.brush-strip');
  await strip.scrollIntoViewIfNeeded();
  const box = (await strip.boundingBox()) as { x: number; y: number; width: number; height: number };
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.25, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, middle, { steps: 5 });
  await page.mouse.move(box.x + box.width * 0.5, middle, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => query(page)).toEqual({ from: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), to: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  const pulled = query(page);
  await expect(page.getByRole('link', { name: 'Zoom into the brush' })).toBeVisible();

  await brush(page, 'Start').focus();
  await page.keyboard.press('ArrowRight');
  const later = new Date(Date.parse(pulled.from) + 7 * 86_400_000).toISOString().slice(0, 10);
  await expect.poll(() => query(page)).toEqual({ from: later, to: pulled.to });
  await expect(brush(page, 'Start')).toBeFocused();
  await brush(page, 'End').focus();
  await page.keyboard.press('PageDown');
  const earlier = new Date(Date.parse(pulled.to) - 365 * 86_400_000).toISOString().slice(0, 10);
  await expect.poll(() => query(page)).toEqual({ from: later, to: earlier });

  await page.getByRole('link', { name: 'Zoom into the brush' }).click();
  await expect.poll(() => query(page)).toEqual({ from: later, to: earlier, zoom: '1' });
  await expect(page.getByRole('link', { name: 'Show it in the whole' })).toBeVisible();
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const dates = (await tableRows(page)).map(([date]) => date);
  expect(dates[0] >= later && (dates.at(-1) as string) <= earlier).toBe(true);
  // Losses still count from the peak before the window: zooming changes what is seen, not what was lost.
  await page.reload();
  await expect(page.getByRole('link', { name: 'Show it in the whole' })).toBeVisible();
  await page.getByRole('link', { name: 'Whole period' }).click();
  await expect.poll(() => query(page)).toEqual({});
});

test('what would the worst fall have done to us: held, said, early or late, and how often', async ({ page }) => {
  const row = page.getByRole('table', { name: EPISODES }).locator('tbody tr').first();
  const peak = await row.getByRole('rowheader').innerText();
  const depth = figure(await row.locator('td.strategic').innerText());
  await row.getByRole('link').click();
  await expect.poll(() => query(page)).toMatchObject({ episode: peak, from: peak, zoom: '1' });
  const title = page.getByRole('heading', { level: 2, name: new RegExp(`^${peak.slice(0, 4)}.*: \\d+\\.\\d\\s% against \\d+\\.\\d\\s%, (early out|late out|out on the day|and never out)`) });
  await expect(title).toBeVisible();
  await expect(page.getByText(/the strategic mix fell \d+\.\d\s%; between the same two days the dynamic mix returned/)).toBeVisible();
  await expect(page.getByRole('table', { name: EPISODES }).locator('tr[data-chosen]')).toHaveCount(1);

  const fall = page.locator('#episode');
  // Out, Down, Back in, In all: in days, and in basis points against the strategic mix.
  await expect(fall.locator('dt')).toHaveText(['Out', 'Down', 'Back in', 'In all']);
  await expect(fall.locator('dd').first()).toHaveText(/trading days? (before|after) the peak\. Equity went from \d+\s% to \d+\s%.*(earned|cost) [\d,]+\sbp/);
  const classes = fall.getByRole('img', { name: /^Weight of / });
  expect(await classes.count()).toBeGreaterThanOrEqual(5);

  await fall.getByRole('button', { name: 'Show as a table' }).click();
  const table = fall.getByRole('region', { name: 'Drawdowns and weights held through the episode' });
  const cells = await table.locator('tbody').evaluate((body) => Array.from((body as HTMLTableSectionElement).rows, (one) => Array.from(one.cells, (cell) => cell.innerText.trim())));
  expect(Math.abs(Math.min(...cells.map(([, strategic]) => figure(strategic))) - depth)).toBeLessThan(0.06);
  for (const [, , , ...held] of cells) expect(Math.abs(held.reduce((sum, text) => sum + figure(text), 0) - 100)).toBeLessThan(0.06);

  const percentiles = page.getByRole('table', { name: 'Drawdown by share of time' });
  await expect(percentiles.getByRole('rowheader')).toHaveText([/^50/, /^75/, /^90/, /^95/, /^99/]);
  await expect(page.getByText(/by day and \d+\.\d\s% at month-ends/)).toBeVisible();
});

test('layers, scale and depth are views with an address', async ({ page }) => {
  await tabs(page, 'Curves').getByRole('link', { name: 'With layers' }).click();
  await expect.poll(() => query(page)).toEqual({ layers: '1' });
  await expect(page.getByRole('heading', { name: /^Wealth and drawdown, with .*layer/ })).toBeVisible();
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const columns = page.getByRole('region', { name: 'Drawdown from the running peak' }).getByRole('columnheader');
  await expect(columns).toHaveText(['Date', 'Current, %', 'Strategic, %', /^Dynamic layer(?: alone)?, %$/, /^Tactical overlay(?: alone)?, %$/, 'Dynamic, %']);

  await tabs(page, 'Scale').getByRole('link', { name: 'Linear' }).click();
  await expect.poll(() => query(page)).toEqual({ layers: '1', scale: 'linear' });
  await expect(page.getByText(/linear scale$/)).toBeVisible();

  const episodes = page.getByRole('table', { name: EPISODES }).locator('tbody tr');
  const depths = tabs(page, 'Depth at least');
  const counts: number[] = [];
  for (const depth of ['5', '7', '10', '20']) {
    await depths.getByRole('link', { name: `${depth} %`, exact: true }).click();
    await expect(depths.getByRole('link', { name: `${depth} %`, exact: true })).toHaveAttribute('aria-current', /.+/);
    const found = (await episodes.locator('td.strategic').allInnerTexts()).map(figure);
    for (const one of found) expect(one).toBeLessThanOrEqual(-Number(depth) + 0.05);
    expect([...found].sort((a, b) => a - b)).toEqual(found);
    counts.push(found.length);
  }
  expect([...counts].sort((a, b) => b - a)).toEqual(counts);
  expect(counts[0]).toBeGreaterThan(counts[3]);
});
