import { SAMPLE } from './rooms';

export interface PictureRoom {
  readonly address: string;
  /** The main picture: what must be seen before the room counts as shown. */
  readonly picture: string;
  /** Its picture in the README, by that name. */
  readonly inReadme?: true;
}

/** Every kind of room, once, as the sample desk shows it before anybody did anything. */
export const PICTURE_ROOMS: Readonly<Record<string, PictureRoom>> = {
  book: { address: '/', picture: 'main table', inReadme: true },
  mix: { address: SAMPLE, picture: 'main table', inReadme: true },
  signals: { address: `${SAMPLE}/signals`, picture: 'main svg' },
  proposals: { address: `${SAMPLE}/proposals`, picture: 'main table' },
  proposal: { address: `${SAMPLE}/proposals/3`, picture: 'main table', inReadme: true },
  memo: { address: `${SAMPLE}/proposals/3/memo`, picture: 'main table' },
  drawdowns: { address: `${SAMPLE}/drawdowns`, picture: 'main canvas[data-drawn]', inReadme: true },
  backtest: { address: `${SAMPLE}/backtest`, picture: 'main table' },
  timing: { address: `${SAMPLE}/timing`, picture: 'main svg' },
  policy: { address: `${SAMPLE}/policy`, picture: 'main table' },
  journal: { address: '/journal', picture: 'main li' },
  indicators: { address: `${SAMPLE}/indicators`, picture: 'main .time-lines svg' },
  data: { address: '/data', picture: 'main table' },
  settings: { address: '/settings', picture: 'main table' },
  inbox: { address: '/inbox', picture: 'main table' },
};
