/** A bucket grows through these numbers of slots; the keys of a full one are shared out between it and a new one. */
const SIZES = [640, 768, 896, 1_024];
const MAX_LOAD = 0.9;
/** Bits of the content's hash that are kept; with the key it makes ten bytes a slot. */
const MARK_BITS = 16;
/** Parts the names of a key, so that a letter cannot move from one to the next; a line feed stands in none. */
const SEPARATOR = 10;

/** One character more (MurmurHash3's mixing). */
function mixed(hash: number, code: number): number {
  const h = Math.imul(hash ^ code, 0xcc9e2d51);
  return (h << 15) | (h >>> 17);
}

function finished(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);

/** A 32-bit hash of a text, or of a number by its bits; 0 and -0 are the same. */
function hashOf(content: string | number): number {
  let h = 0x5bd1e995;
  if (typeof content === 'number') {
    number[0] = content + 0;
    h = mixed(mixed(h, halves[0]), halves[1]);
  } else {
    for (let i = 0; i < content.length; i += 1) h = mixed(h, content.charCodeAt(i));
  }
  return finished(h);
}

/** The two halves of a text's hash, before they are finished. */
interface Hash {
  readonly text: string;
  readonly a: number;
  readonly b: number;
}

function hashOfGroup(text: string): Hash {
  let [a, b] = [0x9747b28c, 0x1b873593];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = mixed(a, code);
    b = mixed(b, code);
  }
  return { text, a, b };
}

interface Bucket {
  /** How many low bits of the first half are the same in all of its keys. */
  depth: number;
  used: number;
  /** Two numbers a slot: the halves of the key's hash. */
  keys: Uint32Array;
  /** The content's hash of each slot; never 0, for 0 marks a free slot. */
  marks: Uint16Array;
}

const bucketOf = (depth: number): Bucket => ({ depth, used: 0, keys: new Uint32Array(2 * SIZES[0]), marks: new Uint16Array(SIZES[0]) });

const isFull = ({ used, marks }: Bucket): boolean => used >= MAX_LOAD * marks.length;

/**
 * Remembers which keys were seen, and with which content, in about 14 bytes a key however long they are.
 *
 * A directory points to small buckets (extendible hashing): growing copies one of them and never the whole, so that
 * next to nothing waits for the garbage collector while a file is read.
 *
 * Keys are told apart by a 64-bit hash: among ten million keys the chance of one mistaken pair is about 1 in 400,000.
 * A duplicate is never missed; a changed content passes for the same once in 65,535, and is then a warning still.
 */
export class SeenKeys {
  private depth = 0;
  private directory: Bucket[] = [bucketOf(0)];
  /** The hash of the group of the key before: most rows are of the same. */
  private group: Hash = hashOfGroup('');

  /** Adds the key, of a group and names within it, and says whether it is new, was there with the same content, or with another. */
  add(group: string, names: readonly string[], content: string | number): 'new' | 'same' | 'different' {
    if (group !== this.group.text) this.group = hashOfGroup(group);
    let { a, b } = this.group;
    // Both halves in one walk over each name.
    for (let k = 0; k < names.length; k += 1) {
      const name = names[k];
      a = mixed(a, SEPARATOR);
      b = mixed(b, SEPARATOR);
      for (let i = 0; i < name.length; i += 1) {
        const code = name.charCodeAt(i);
        a = mixed(a, code);
        b = mixed(b, code);
      }
    }
    a = finished(a);
    b = finished(b);
    const mark = hashOf(content) >>> (32 - MARK_BITS) || 1;
    let bucket = this.bucketAt(a);
    const slot = find(bucket, a, b);
    const found = bucket.marks[slot];
    if (found !== 0) return found === mark ? 'same' : 'different';
    while (isFull(bucket) && bucket.marks.length === SIZES.at(-1)) {
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
    const { keys, marks } = bucket;
    Object.assign(bucket, bucketOf(bucket.depth));
    for (let i = 0; i < marks.length; i += 1) {
      if (marks[i] !== 0) put((keys[2 * i] & bit) === 0 ? bucket : sibling, keys[2 * i], keys[2 * i + 1], marks[i]);
    }
  }
}

/** Gives a bucket the next number of slots; the last is never asked for more, for a full one of that size is split. */
function widen(bucket: Bucket): void {
  const size = SIZES[SIZES.indexOf(bucket.marks.length) + 1];
  if (size === undefined) return;
  const { keys, marks } = bucket;
  Object.assign(bucket, { used: 0, keys: new Uint32Array(2 * size), marks: new Uint16Array(size) });
  for (let i = 0; i < marks.length; i += 1) if (marks[i] !== 0) put(bucket, keys[2 * i], keys[2 * i + 1], marks[i]);
}

function find({ keys, marks }: Bucket, a: number, b: number): number {
  const count = marks.length;
  let slot = b % count;
  while (marks[slot] !== 0 && (keys[2 * slot] !== a || keys[2 * slot + 1] !== b)) slot = slot + 1 === count ? 0 : slot + 1;
  return slot;
}

function put(bucket: Bucket, a: number, b: number, mark: number): void {
  if (isFull(bucket)) widen(bucket);
  const slot = find(bucket, a, b);
  bucket.keys[2 * slot] = a;
  bucket.keys[2 * slot + 1] = b;
  bucket.marks[slot] = mark;
  bucket.used += 1;
}
