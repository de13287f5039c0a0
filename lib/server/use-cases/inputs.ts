import * as z from 'zod';
import { isIsoDate, type IsoDate } from '../../core/base/iso-date';
import { ASSET_GROUPS } from '../../core/base/units';
import type { Moment } from '../desk/open-desk';

/** Pieces of input that several use cases share, each with the sentence a person reads when it is wrong. */
export const slugSchema = z.string().max(60).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is small letters, digits and single hyphens');

export const dateSchema = z.string().refine(isIsoDate, 'is a calendar day written YYYY-MM-DD').transform((text) => text as IsoDate);

/**
 * The past a person asks for: what was known on a day, and, for a replay, in the books and data as they stood when the
 * UTC day `recordedBy` ended.
 */
export const momentShape = { asOf: dateSchema.optional(), recordedBy: dateSchema.optional() };

/** The same as a moment. */
export function momentOf({ asOf, recordedBy }: { readonly asOf?: IsoDate; readonly recordedBy?: IsoDate }): Moment {
  return { asOf, recordedAt: recordedBy && new Date(`${recordedBy}T23:59:59.999Z`) };
}

export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'is a three-letter ISO currency code such as USD');

export const weightSchema = z.number().min(0, 'is a fraction from 0 to 1').max(1, 'is a fraction from 0 to 1 (60 % is 0.6)');

export const groupSchema = z.enum(ASSET_GROUPS);

/** Text the store can keep and a hash can stand for: without zero characters and without halves of a character pair. */
export const plainText = z.string().refine((text) => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text), 'holds a character that is no text');

/** Names a row by a number counted from 1, as far as the store counts. */
export const countSchema = z.number().int('is a whole number').min(1, 'counts from 1').max(2_147_483_647, 'is larger than any there is');

export const reasonSchema = plainText.trim().max(2_000, 'is 2,000 characters at the most');

/** `Harbour Endowment` → `harbour-endowment`. */
export function slugFrom(name: string): string {
  return name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60);
}

/** Names the proposal and the version of it that the person saw. */
export const proposalReference = {
  portfolio: slugSchema,
  number: countSchema,
  version: countSchema,
};
