import * as z from 'zod';

/** Password rules. Length is what protects; composition rules only annoy. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

/** What guessers try first among passwords of this length. */
const COMMON = /^(password|passwort|passw0rd|letmein|welcome|admin(istrator)?|qwert[yz](uiop)?|iloveyou|mainsheet|changeme|abc123|1q2w3e4r(5t)?(6y)?)[\d!.]*$/i;
const RUNS = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjkl', 'qwertzuiopasdfghjkl'];
const FEWEST_CHARACTERS = 4;

const isCommon = (text: string): boolean => COMMON.test(text) || new Set(text).size < FEWEST_CHARACTERS || RUNS.some((run) => run.includes(text.toLowerCase()));

/** A password that somebody chooses now. */
export const passwordSchema = z
  .string()
  .min(PASSWORD_MIN, `has ${PASSWORD_MIN} characters or more`)
  .max(PASSWORD_MAX, `has ${PASSWORD_MAX} characters at the most`)
  .refine((text) => !isCommon(text), 'is among the first that are guessed; choose another');
