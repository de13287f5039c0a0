import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expectActing, signInAs } from '../support/people';
import { SAMPLE } from '../support/rooms';
import { expect, test } from '../support/test';

const MOST = 1_800;
const README_WIDTH = 1_440;

/** Rooms in pictures, each with what must be seen in it. */
const SCREENS: Readonly<Record<string, { readonly address: string; readonly picture: string }>> = {
  book: { address: '/', picture: 'main table' },
  mix: { address: SAMPLE, picture: 'main table' },
  proposal: { address: `${SAMPLE}/proposals/3`, picture: 'main table' },
  drawdowns: { address: `${SAMPLE}/drawdowns`, picture: 'canvas[data-drawn]' },
};

/** Share of pixels that may differ from a baseline: the edges of letters, and no word. */
const TOLERANCE = 0.002;
const WIDTHS = [390, 1_280, 1_920] as const;
/** Pictures of another browser or system are other pictures, so baselines are kept for each. */
const keyOf = (browser: string) => `${process.platform}-chromium-${browser.split('.')[0]}`;
const isMaking = process.env.MAINSHEET_SCREENSHOTS === '1';

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test(`rooms in pictures, ${theme}`, async ({ page, browser }, info) => {
      await signInAs(page, 'approver');
      const key = keyOf(browser.version());
      const folder = path.join('e2e', 'baselines', key);
      for (const [name, { address, picture }] of Object.entries(SCREENS)) {
        await page.goto(address);
        await expectActing(page, 'approver');
        for (const width of isMaking ? [...WIDTHS, README_WIDTH] : WIDTHS) {
          await page.setViewportSize({ width, height: 1_000 });
          await page.evaluate(() => document.fonts.ready);
          await expect(page.locator(picture).first(), `${name}, ${width}`).toBeVisible();
          await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${name}, ${width}`).toBeLessThanOrEqual(0);
          const height = Math.min(MOST, await page.evaluate(() => document.documentElement.scrollHeight));
          const shot = { fullPage: true, animations: 'disabled', clip: { x: 0, y: 0, width, height } } as const;
          const file = `${name}-${theme}-${width}.png`;
          if (width === README_WIDTH) await page.screenshot({ ...shot, path: `docs/images/${name}-${theme}.png` });
          else if (isMaking) {
            mkdirSync(folder, { recursive: true });
            await page.screenshot({ ...shot, path: path.join(folder, file) });
          } else if (existsSync(path.join(folder, file))) await expect(page).toHaveScreenshot([key, file], { ...shot, maxDiffPixelRatio: TOLERANCE });
          else await info.attach(`${file}, without a baseline in ${folder}`, { body: await page.screenshot(shot), contentType: 'image/png' });
        }
      }
    });
  });
}
