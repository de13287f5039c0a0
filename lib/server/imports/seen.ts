/** Slots of a bucket; the keys of a bucket that is full are shared out between it and a new one. */
const SLOTS = 1_024;
const MAX_LOAD = 0.9 * SLOTS;
/** Bits of the content's hash that are kept; with the key it makes ten bytes a slot. */
const MARK_BITS = 16;

/** A 32-bit hash of a text (MurmurHash3's mixing), different for each seed. */
function hashText(text: string, seed: number): number {
  let h = seed;
  for (let i = 0; i < text.length; i += 1) {
    h = Math.imul(h ^ text.charCodeAt(i), 0xcc9e2d51);
    h = (h << 15) | (h >>> 17);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

interface Bucket {
  /** How many low bits of the first half are the same in all of its keys. */
  depth: number;
  used: number;
  /** Two numbers a slot: the halves of the key's hash. */
  readonly keys: Uint32Array;
  /** The content's hash of each slot; never 0, for 0 marks a free slot. */
  readonly marks: Uint16Array;
}

const bucketOf = (depth: number): Bucket => ({ depth, used: 0, keys: new Uint32Array(2 * SLOTS), marks: new Uint16Array(SLOTS) });

/** Where the keys of a bucket stand while they are shared out. */
const scratch = bucketOf(0);

/**
 * Remembers which keys were seen, and with which content, in about 14 bytes a key however long they are.
 *
 * A directory points to buckets of one size (extendible hashing): growing adds a bucket and frees none, so that no
 * memory waits for the garbage collector while a file is read.
 *
 * Keys are told apart by a 64-bit hash: among ten million keys the chance of one mistaken pair is about 1 in 400,000.
 * A duplicate is never missed; a changed content passes for the same once in 65,535, and is then a warning still.
 */
export class SeenKeys {
  private depth = 0;
  private directory: Bucket[] = [bucketOf(0)];

  /** Adds the key, and says whether it is new, was there with the same content, or with another. */
  add(key: string, content: string): 'new' | 'same' | 'different' {
    const [a, b] = [hashText(key, 0x9747b28c), hashText(key, 0x1b873593)];
    const mark = hashText(content, 0x5bd1e995) >>> (32 - MARK_BITS) || 1;
    let bucket = this.bucketAt(a);
    const slot = find(bucket, a, b);
    const found = bucket.marks[slot];
    if (found !== 0) return found === mark ? 'same' : 'different';
    while (bucket.used >= MAX_LOAD) {
      this.split(bucket, a);
      bucket = this.bucketAt(a);
    }
    put(bucket, a, b, mark);
    return 'new';
  }

  private bucketAt(a: number): Bucket {
    return this.directory[a & ((1 << this.depth) - 1)];
  }

  /** Gives the keys with the next bit set to a new bucket. */
  private split(bucket: Bucket, a: number): void {
    if (bucket.depth === this.depth) {
      this.directory = this.directory.concat(this.directory);
      this.depth += 1;
    }
    const bit = 1 << bucket.depth;
    bucket.depth += 1;
    const sibling = bucketOf(bucket.depth);
    for (let i = (a & (bit - 1)) | bit; i < this.directory.length; i += bit * 2) this.directory[i] = sibling;
    const { keys, marks } = scratch;
    keys.set(bucket.keys);
    marks.set(bucket.marks);
    bucket.marks.fill(0);
    bucket.used = 0;
    for (let i = 0; i < SLOTS; i += 1) {
      if (marks[i] !== 0) put((keys[2 * i] & bit) === 0 ? bucket : sibling, keys[2 * i], keys[2 * i + 1], marks[i]);
    }
  }
}

function find({ keys, marks }: Bucket, a: number, b: number): number {
  let slot = b % SLOTS;
  while (marks[slot] !== 0 && (keys[2 * slot] !== a || keys[2 * slot + 1] !== b)) slot = (slot + 1) % SLOTS;
  return slot;
}

function put(bucket: Bucket, a: number, b: number, mark: number): void {
  const slot = find(bucket, a, b);
  bucket.keys[2 * slot] = a;
  bucket.keys[2 * slot + 1] = b;
  bucket.marks[slot] = mark;
  bucket.used += 1;
}
