import * as z from 'zod';
import { printHtml } from '../print/chromium';
import { defineUseCase } from './use-case';

const MOST_CHARACTERS = 3_000_000;

/** Makes a PDF of a page that the caller has put together from what this person may read. */
export const printPage = defineUseCase({
  name: 'print-page',
  permission: 'read-desk',
  input: z.strictObject({ html: z.string().startsWith('<!doctype html>', 'is a whole page').max(MOST_CHARACTERS, 'is longer than a page') }),
  run: (_context, { html }) => printHtml(html),
});
