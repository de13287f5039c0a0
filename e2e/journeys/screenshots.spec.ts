import { expectActing, signInAs } from '../support/people';
import { expect, test } from '../support/test';

const WIDTH = 1440;
const MOST = 1800;

const SCREENS = { book: '/', mix: '/portfolios/global-multi-asset', proposal: '/portfolios/global-multi-asset/proposals/3', drawdowns: '/portfolios/global-multi-asset/drawdowns' } as const;

// The README's pictures, taken of a fresh sample on request:
// MAINSHEET_SCREENSHOTS=1 npx playwright test e2e/journeys/screenshots.spec.ts
if (process.env.MAINSHEET_SCREENSHOTS === '1') {
  for (const theme of ['light', 'dark'] as const) {
    test.describe(theme, () => {
      test.use({ viewport: { width: WIDTH, height: 1000 }, colorScheme: theme });

      test(`pictures, ${theme}`, async ({ page }) => {
        await signInAs(page, 'approver');
        for (const [name, address] of Object.entries(SCREENS)) {
          await page.goto(address);
          await expectActing(page, 'approver');
          await page.evaluate(() => document.fonts.ready);
          if (name === 'drawdowns') await expect(page.locator('.recharts-surface')).toHaveCount(2);
          const height = await page.evaluate(() => document.documentElement.scrollHeight);
          await page.screenshot({ path: `docs/images/${name}-${theme}.png`, fullPage: true, animations: 'disabled', clip: { x: 0, y: 0, width: WIDTH, height: Math.min(height, MOST) } });
        }
      });
    });
  }
}
