import type { Page } from '@playwright/test';

/** How many sheets a PDF has. */
export const sheetsOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

/** How many sheets the page prints as, on paper of the browser's choosing. */
export const printed = async (page: Page, format: 'A4' | 'Letter'): Promise<number> => sheetsOf(await page.pdf({ format }));
