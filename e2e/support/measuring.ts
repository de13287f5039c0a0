import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page, Response } from '@playwright/test';

/** What a room may cost who opens it. */
export const BUDGETS = {
  /** Kilobytes (1,000 bytes) of script, compressed, until nothing more is fetched. */
  scriptKb: { plain: 165, withCharts: 260 },
  /**
   * Cumulative layout shift stays below this: nothing, to two decimals. The typeface may come a moment after the first
   * frame and widen a word by a pixel, which counts some thousandths and cannot be seen.
   */
  shift: 0.005,
  /** Warm median time to first byte of the mix over that of an empty room in the same shell. */
  mixOverEmpty: 3,
  /** Milliseconds from the last byte of the room's data to the first frame with its curves. */
  firstDrawnMs: 200,
  /** Frames a second while the brush is pulled. */
  brushFps: 30,
} as const;

export interface Opened {
  readonly room: string;
  /** Compressed script named by the page itself, and all that was fetched until the network was quiet. */
  readonly ownKb: number;
  readonly scriptKb: number;
  readonly withCharts: boolean;
  readonly shift: number;
}

export const scriptBudget = ({ withCharts }: Pick<Opened, 'withCharts'>): number => (withCharts ? BUDGETS.scriptKb.withCharts : BUDGETS.scriptKb.plain);

interface ShiftEntry extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

/** Sums every layout shift from the first frame on. */
export function countShifts(): void {
  const counted = window as unknown as { layoutShift: number };
  counted.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as ShiftEntry[]) if (!entry.hadRecentInput) counted.layoutShift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

const kilobytes = (bodies: readonly Buffer[]): number => bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1_000;

/** Opens a room with an empty cache, and says what it cost. */
export async function openCold(browser: Browser, options: BrowserContextOptions, room: string): Promise<Opened> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.addInitScript(countShifts);
    const scripts: Response[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script' && response.ok()) scripts.push(response);
    });
    await page.goto(room);
    await page.waitForLoadState('networkidle');
    const own = new Set(await page.locator('script[src]').evaluateAll((all) => all.map((one) => (one as HTMLScriptElement).src)));
    const bodies = await Promise.all(scripts.map(async (response) => ({ url: response.url(), body: await response.body() })));
    return {
      room,
      ownKb: kilobytes(bodies.filter(({ url }) => own.has(url)).map(({ body }) => body)),
      scriptKb: kilobytes(bodies.map(({ body }) => body)),
      withCharts: (await page.locator('.curves').count()) > 0,
      shift: await page.evaluate(() => (window as unknown as { layoutShift: number }).layoutShift),
    };
  } finally {
    await context.close();
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Median milliseconds to the first byte of each address, warm; asked in turn, so that what slows one slows all. */
export async function firstBytes(page: Page, addresses: readonly string[], rounds: number): Promise<readonly number[]> {
  const times: number[][] = addresses.map(() => []);
  for (let round = -2; round < rounds; round += 1) {
    for (const [k, address] of addresses.entries()) {
      await page.goto(address);
      const { responseStart, requestStart } = await page.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).toJSON() as PerformanceNavigationTiming);
      if (round >= 0) times[k].push(responseStart - requestStart);
    }
  }
  return times.map(median);
}

/** Goes to an address by a link on the page, as a person does, and gives the milliseconds from the last byte of its data to the first frame with all its curves. */
export async function firstDrawn(page: Page, address: string): Promise<number> {
  await page.evaluate((wanted) => {
    const clock = window as unknown as { drawnAt: number | null; askedAt: number };
    clock.drawnAt = null;
    clock.askedAt = performance.now();
    const look = () => {
      const panes = [...document.querySelectorAll('.curves')];
      const drawn = (pane: Element) => pane.querySelector('canvas[data-drawn], path.recharts-curve') !== null;
      if (`${location.pathname}${location.search}` === wanted && document.querySelectorAll('.legend')[0]?.children.length >= 5 && panes.length > 0 && panes.every(drawn)) clock.drawnAt = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, address);
  await page.locator(`a[href="${address}"]`).first().click();
  await page.waitForFunction(() => (window as unknown as { drawnAt: number | null }).drawnAt !== null);
  // The browser files the times of an answer a moment after its last byte; what was fetched ahead of the click is not it.
  const took = await page.waitForFunction(() => {
    const { askedAt, drawnAt } = window as unknown as { askedAt: number; drawnAt: number };
    const answers = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(({ name, startTime }) => startTime >= askedAt && name.includes('_rsc=') && name.includes('layers=1'));
    return answers.length === 0 ? null : { milliseconds: drawnAt - Math.max(...answers.map(({ responseEnd }) => responseEnd)) };
  });
  const { milliseconds } = (await took.jsonValue()) as { readonly milliseconds: number };
  return milliseconds;
}

export interface Brushing {
  readonly framesPerSecond: number;
  readonly longestFrameMs: number;
}

/** Pulls the window of the brush back and forth for some seconds, and counts the frames the browser made meanwhile. */
export async function brushing(page: Page, pulls: number): Promise<Brushing> {
  const strip = page.locator('.brush-strip');
  await strip.scrollIntoViewIfNeeded();
  const box = await strip.boundingBox();
  const inside = await page.locator('.brush-window').boundingBox();
  if (!box || !inside) throw new Error('There is no window to pull.');
  const y = box.y + box.height / 2;
  const start = inside.x + inside.width / 2;
  await page.mouse.move(start, y);
  await page.mouse.down();
  await page.evaluate(() => {
    const clock = window as unknown as { frames: number[]; counting: boolean };
    clock.frames = [];
    clock.counting = true;
    const count = (now: number) => {
      clock.frames.push(now);
      if (clock.counting) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  const reach = Math.min(inside.x - box.x, box.x + box.width - inside.x - inside.width, 200);
  for (let pull = 0; pull < pulls; pull += 1) await page.mouse.move(start + reach * Math.sin(pull / 12), y);
  const frames = await page.evaluate(() => {
    const clock = window as unknown as { frames: number[]; counting: boolean };
    clock.counting = false;
    return clock.frames;
  });
  await page.mouse.up();
  const gaps = frames.slice(1).map((now, k) => now - frames[k]);
  return { framesPerSecond: (1_000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0), longestFrameMs: Math.max(...gaps) };
}
