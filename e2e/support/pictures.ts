import { createHash } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';

/** Taller pages are pictured down to here: what is seen first, and what the size of the baselines allows. */
export const PICTURE_HEIGHT = 1_200;

/**
 * How far a picture may be from its baseline. A word has as many pixels on a telephone as on a wide screen, so this is a number of
 * pixels and no share of the page: "Diary" for "Journal" makes 158. One digit makes about ten, and is for the tests of figures to find. What is
 * smoothed at the edge of a letter is not counted.
 */
export const TOLERANCE = { maxDiffPixels: 30, threshold: 0.1, timeout: 3_000, animations: 'disabled' } as const;

const shot = (page: Page): Promise<Buffer> => page.screenshot({ animations: 'disabled' });

/** The picture of a page once it no longer changes: curves are drawn again when the window or the theme has changed. */
export async function settledPicture(page: Page): Promise<Buffer> {
  let last = await shot(page);
  for (let look = 0; look < 10; look += 1) {
    const next = await shot(page);
    if (next.equals(last)) return next;
    last = next;
  }
  throw new Error(`${page.url()} does not come to rest`);
}

/**
 * Pictures are alike only where letters are drawn alike: on one system, by one major version of the browser, with the same fonts and
 * smoothing. The last is told by a specimen that has nothing of the app in it.
 */
export async function keyOfPictures(browser: Browser): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 480, height: 120 } });
  await page.setContent('<p style="font:16px sans-serif">Reallocate 12.6 % one-way</p><p style="font:italic 13px monospace">0123456789abcdef</p><svg width="400" height="20"><path d="M0 18 L130 3 L260 16 L400 1" stroke="#0072b2" fill="none"/></svg>');
  const specimen = createHash('sha256').update(await shot(page)).digest('hex').slice(0, 8);
  await page.close();
  return `${process.platform}-chromium-${browser.version().split('.')[0]}-${specimen}`;
}

/**
 * Writes the same for what no two desks share: the day on which this one was made, as the page writes days, with the time, and
 * hashes and identifiers. All else on the sample desk is dated by the sample.
 */
export function levelText(days: readonly string[]): void {
  const made = new RegExp(`(${days.join('|')})(, \\d\\d:\\d\\d)?`, 'g');
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.nodeValue ?? '';
    const level = text.replace(made, (_, _day: string, time?: string) => (time ? '1 Jan 2000, 00:00' : '1 Jan 2000')).replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,64}\b/g, (hash) => '0'.repeat(hash.length));
    if (level !== text) node.nodeValue = level;
  }
}

/** Today and the days beside it, as rooms write them: a run may begin before midnight and end after it. */
export const daysOfToday = (): readonly string[] =>
  [-1, 0, 1].flatMap((offset) => {
    const day = new Date(Date.now() + offset * 86_400_000);
    return [day.toISOString().slice(0, 10), `${day.getUTCDate()} ${day.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' })} ${day.getUTCFullYear()}`];
  });

/**
 * What is wrong with the layout of a page, in words: it scrolls sideways; in the rail, the bar, the notice or the head of the page words lie over each
 * other; there or anywhere on the page words end outside of the window or of what clips them, where nobody can scroll to them.
 */
export function layoutFaults(): readonly string[] {
  const faults: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth} px`);
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) faults.push(`${headings} main headings`);

  const clips = (style: CSSStyleDeclaration) => style.overflowX === 'hidden' || style.overflowX === 'clip';
  /** Where words can be seen, or null where they are for screen readers, or within something that scrolls. */
  const windowOf = (element: Element): { readonly left: number; readonly right: number } | null => {
    let [left, right] = [0, root.clientWidth];
    for (let box: Element | null = element; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.visibility === 'hidden' || style.clipPath !== 'none' || style.clip !== 'auto') return null;
      if ((style.overflowX === 'auto' || style.overflowX === 'scroll') && box.scrollWidth > box.clientWidth) return null;
      if (!clips(style)) continue;
      const bounds = box.getBoundingClientRect();
      if (bounds.width <= 1 || style.textOverflow === 'ellipsis') return null;
      [left, right] = [Math.max(left, bounds.left), Math.min(right, bounds.right)];
    }
    return { left, right };
  };
  const heads: { readonly text: string; readonly box: DOMRect }[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const holder = node.parentElement;
    const text = (node.nodeValue ?? '').trim();
    if (!holder || text === '' || !holder.checkVisibility() || holder.closest('.skip')) continue;
    const seen = windowOf(holder);
    if (!seen) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    if (boxes.some(({ left, right }) => left < seen.left - 1 || right > seen.right + 1)) faults.push(`"${text}" is cut off`);
    if (holder.closest('.rail, .topbar, .notice, .crumb, .page-head, .fresh, .facts')) heads.push(...boxes.map((box) => ({ text, box })));
  }
  // Letters reach over the edge of their line by a little; words that lie on each other share more than that.
  const share = (a: DOMRect, b: DOMRect) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;
  heads.forEach((one, k) => heads.slice(k + 1).forEach((other) => share(one.box, other.box) && faults.push(`"${one.text}" and "${other.text}" lie on each other`)));
  return faults;
}
