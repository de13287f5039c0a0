export interface Holder {
  readonly pid: number;
  readonly purpose: string;
  readonly since: string;
}

/** The live process that holds this lock, or null. */
export function holderOf(file: string): Holder | null;

/** Takes the lock, or says who has it. */
export function takeLock(file: string, purpose: string): Promise<{ readonly release?: () => void; readonly holder?: Holder }>;
