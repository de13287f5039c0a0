import * as z from 'zod';
import { ok } from '../../core/base/result';
import { appendJournal } from '../db/journal-store';
import { findPortfolio } from '../db/portfolio-store';
import { setDrafts as store } from '../db/watch-store';
import { unknownPortfolio } from '../desk/open-desk';
import { slugSchema } from './inputs';
import { defineUseCase } from './use-case';

/** Lets the scheduler draft proposals for a portfolio, or not. It goes on recording decisions either way. */
export const setDrafts = defineUseCase({
  name: 'set-drafts',
  permission: 'create-portfolio',
  input: z.strictObject({ portfolio: slugSchema, drafts: z.boolean('is true or false') }),
  run: async ({ db, actor, clock }, input) => {
    const portfolio = await findPortfolio(db, actor.workspaceId, input.portfolio);
    if (!portfolio) return unknownPortfolio(input.portfolio);
    const key = { workspaceId: actor.workspaceId, portfolioId: portfolio.id };
    await db.$transaction(async (tx) => {
      if (!(await store(tx, key, input.drafts))) return;
      await appendJournal(tx, actor.workspaceId, {
        at: clock.now(), actor: actor.userId, kind: input.drafts ? 'portfolio.drafts-on' : 'portfolio.drafts-off', subject: 'portfolio', subjectId: portfolio.id, body: { portfolio: portfolio.slug },
      });
    });
    return ok({ drafts: input.drafts });
  },
});
