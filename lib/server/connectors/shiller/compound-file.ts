/** Why bytes are no workbook that can be read here. Never leaves this folder. */
export class BadWorkbook extends Error {
  override readonly name = 'BadWorkbook';
}

const END_OF_CHAIN = 0xfffffffe;
const FREE = 0xffffffff;
/** Entries of the sector table that stand in the header itself. */
const HEADER_ENTRIES = 109;
const ENTRY_BYTES = 128;

/**
 * The streams of a compound file, the container of older Office documents ([MS-CFB]). Only streams in whole sectors
 * are read: those below 4 KiB lie in a stream of their own, and no workbook of interest is that small.
 */
export class CompoundFile {
  private readonly view: DataView;
  private readonly sectorBytes: number;
  private readonly table: Uint32Array;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.byteLength < 1_536) throw new BadWorkbook('the file is too short');
    this.sectorBytes = 1 << this.view.getUint16(30, true);
    if (this.sectorBytes !== 512 && this.sectorBytes !== 4_096) throw new BadWorkbook(`sectors of ${this.sectorBytes} bytes`);
    this.table = this.readTable();
  }

  /** The bytes of the stream with this name. */
  stream(name: string): Uint8Array {
    const directory = this.chain(this.view.getUint32(48, true));
    for (let at = 0; at + ENTRY_BYTES <= directory.byteLength; at += ENTRY_BYTES) {
      const entry = new DataView(directory.buffer, directory.byteOffset + at, ENTRY_BYTES);
      const length = Math.max(0, Math.min(64, entry.getUint16(64, true)) - 2);
      const found = new TextDecoder('utf-16le').decode(directory.subarray(at, at + length));
      if (found !== name || entry.getUint8(66) !== 2) continue;
      const size = entry.getUint32(120, true);
      if (size < this.view.getUint32(56, true)) throw new BadWorkbook('the workbook is too small to be one');
      const stream = this.chain(entry.getUint32(116, true));
      if (stream.byteLength < size) throw new BadWorkbook('the file breaks off');
      return stream.subarray(0, size);
    }
    throw new BadWorkbook(`there is no stream called ${name}`);
  }

  private sector(number: number): Uint8Array {
    const from = (number + 1) * this.sectorBytes;
    if (from + this.sectorBytes > this.bytes.byteLength) throw new BadWorkbook('the file breaks off');
    return this.bytes.subarray(from, from + this.sectorBytes);
  }

  private numbersOf(number: number): Uint32Array {
    const sector = this.sector(number);
    return Uint32Array.from({ length: this.sectorBytes / 4 }, (_, k) => new DataView(sector.buffer, sector.byteOffset).getUint32(k * 4, true));
  }

  /** Which sector follows which: listed in the header, and beyond 109 entries in sectors of their own. */
  private readTable(): Uint32Array {
    const listed: number[] = [];
    for (let k = 0; k < HEADER_ENTRIES; k += 1) listed.push(this.view.getUint32(76 + k * 4, true));
    let next = this.view.getUint32(68, true);
    for (let count = this.view.getUint32(72, true); count > 0 && next < END_OF_CHAIN; count -= 1) {
      const more = this.numbersOf(next);
      listed.push(...more.subarray(0, more.length - 1));
      next = more[more.length - 1];
    }
    const sectors = listed.filter((number) => number !== FREE && number < END_OF_CHAIN);
    return Uint32Array.from(sectors.flatMap((number) => [...this.numbersOf(number)]));
  }

  private chain(first: number): Uint8Array {
    const parts: Uint8Array[] = [];
    for (let at = first; at < END_OF_CHAIN; at = this.table[at] ?? FREE) {
      if (parts.length > this.table.length) throw new BadWorkbook('a chain of sectors runs in a circle');
      parts.push(this.sector(at));
    }
    return Buffer.concat(parts);
  }
}
