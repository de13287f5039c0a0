import { Prisma } from './generated/client';

const codeOf = (error: unknown): string | null => (error instanceof Prisma.PrismaClientKnownRequestError ? error.code : null);

/** Somebody else wrote the same unique value first. */
export const isUniqueViolation = (error: unknown): boolean => codeOf(error) === 'P2002';
