import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createElement } from 'react';
import type * as ReactDomServer from 'react-dom/server';
import { Memo, type MemoView } from '@/components/portfolio/memo';

export const PAPERS = { a4: 'A4', letter: 'Letter' } as const;
export type Paper = keyof typeof PAPERS;

/** Nothing may be run, fetched or framed: styles and one font come inside the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:";

const FONT = 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const besideTheApp = (name: string): string => path.join(process.cwd(), name);

/** React's own writer of static pages; loaded past the bundler, which keeps it from code that runs on the server alone. */
const { renderToStaticMarkup } = createRequire(besideTheApp('package.json'))('react-dom/server') as typeof ReactDomServer;

/** The memo as one self-contained HTML page for a sheet of paper, titled with what it is and what it is a memo of. */
export async function memoDocument(view: MemoView, paper: Paper, title: string): Promise<string> {
  const [tokens, memo, font] = await Promise.all([readFile(besideTheApp('components/styles/tokens.css'), 'utf8'), readFile(besideTheApp('components/styles/memo.css'), 'utf8'), readFile(besideTheApp(FONT), 'base64')]);
  const face = `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(data:font/woff2;base64,${font}) format('woff2')}`;
  return [
    '<!doctype html><html lang="en" data-theme="light"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    `<title>${escaped(title)}</title>`,
    `<style>${face}${tokens}${memo}@page memo{size:${PAPERS[paper]}}body{margin:0}*{print-color-adjust:exact}</style>`,
    `</head><body>${renderToStaticMarkup(createElement(Memo, { view }))}</body></html>`,
  ].join('');
}
