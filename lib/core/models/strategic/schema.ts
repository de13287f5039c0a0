import * as z from 'zod';

/** The strategic mix has no parameters: its weights are the policy's. */
export const strategicParamsSchema = z.strictObject({});
