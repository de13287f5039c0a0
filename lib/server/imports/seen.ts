const PARTITIONS = 64;
const FIRST_SLOTS = 64;
const MAX_LOAD = 0.8;

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

interface Partition {
  used: number;
  /** Three numbers a slot: two halves of the key's hash, then the content's hash (never 0; 0 marks a free slot). */
  slots: Uint32Array;
}

/**
 * Remembers which keys were seen, and with which content, in about 20 bytes a key however long they are.
 *
 * Keys are told apart by a 64-bit hash: among ten million keys the chance of one mistaken pair is about 1 in 400,000.
 * A duplicate is never missed; a changed content goes unnoticed once in four thousand million.
 */
export class SeenKeys {
  private readonly partitions: Partition[] = Array.from({ length: PARTITIONS }, () => ({ used: 0, slots: new Uint32Array(3 * FIRST_SLOTS) }));

  /** Adds the key, and says whether it is new, was there with the same content, or with another. */
  add(key: string, content: string): 'new' | 'same' | 'different' {
    const [a, b] = [hashText(key, 0x9747b28c), hashText(key, 0x1b873593)];
    const mark = hashText(content, 0x5bd1e995) || 1;
    const partition = this.partitions[a % PARTITIONS];
    if (partition.used >= MAX_LOAD * (partition.slots.length / 3)) grow(partition);
    const slot = find(partition.slots, a, b);
    const found = partition.slots[slot + 2];
    if (found !== 0) return found === mark ? 'same' : 'different';
    put(partition.slots, slot, a, b, mark);
    partition.used += 1;
    return 'new';
  }
}

function find(slots: Uint32Array, a: number, b: number): number {
  const count = slots.length / 3;
  let slot = (b % count) * 3;
  while (slots[slot + 2] !== 0 && (slots[slot] !== a || slots[slot + 1] !== b)) slot = slot + 3 === slots.length ? 0 : slot + 3;
  return slot;
}

function put(slots: Uint32Array, slot: number, a: number, b: number, mark: number): void {
  slots[slot] = a;
  slots[slot + 1] = b;
  slots[slot + 2] = mark;
}

function grow(partition: Partition): void {
  const old = partition.slots;
  const slots = new Uint32Array(3 * Math.ceil((old.length / 3) * 1.5));
  for (let i = 0; i < old.length; i += 3) {
    if (old[i + 2] !== 0) put(slots, find(slots, old[i], old[i + 1]), old[i], old[i + 1], old[i + 2]);
  }
  partition.slots = slots;
}
