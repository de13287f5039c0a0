import { BadWorkbook, CompoundFile } from './compound-file';

export type Cell = number | string;
/** A sheet by row and column, both counted from 0; empty cells are absent. */
export type Sheet = ReadonlyMap<number, ReadonlyMap<number, Cell>>;

/** Record types of the BIFF8 stream ([MS-XLS]) that hold cells or lead to them. */
const TYPE = { continue: 0x3c, boundSheet: 0x85, sst: 0xfc, labelSst: 0xfd, number: 0x203, rk: 0x27e, mulRk: 0xbd, formula: 0x06, beginning: 0x809, eof: 0x0a, filePass: 0x2f } as const;

interface BiffRecord {
  readonly type: number;
  readonly data: DataView;
  readonly next: number;
}

function recordAt(stream: Uint8Array, at: number): BiffRecord {
  if (at + 4 > stream.byteLength) throw new BadWorkbook('the workbook breaks off');
  const head = new DataView(stream.buffer, stream.byteOffset + at, 4);
  const length = head.getUint16(2, true);
  if (at + 4 + length > stream.byteLength) throw new BadWorkbook('the workbook breaks off');
  return { type: head.getUint16(0, true), data: new DataView(stream.buffer, stream.byteOffset + at + 4, length), next: at + 4 + length };
}

/** Reads texts that may run on from one record into the next, each new piece saying anew how its letters are stored. */
class TextReader {
  private piece = 0;
  private at = 0;

  constructor(private readonly pieces: readonly DataView[]) {}

  private get view(): DataView {
    const view = this.pieces[this.piece];
    if (!view) throw new BadWorkbook('the table of texts breaks off');
    return view;
  }

  private turn(): boolean {
    if (this.at < this.view.byteLength) return false;
    this.piece += 1;
    this.at = 0;
    return true;
  }

  private number(bytes: 1 | 2 | 4): number {
    this.turn();
    const value = bytes === 1 ? this.view.getUint8(this.at) : bytes === 2 ? this.view.getUint16(this.at, true) : this.view.getUint32(this.at, true);
    this.at += bytes;
    return value;
  }

  skip(bytes: number): void {
    for (let left = bytes; left > 0; ) {
      this.turn();
      const step = Math.min(left, this.view.byteLength - this.at);
      this.at += step;
      left -= step;
    }
  }

  /** One text: its length, how it is stored, its letters; then formats and phonetics, which are passed over. */
  text(): string {
    const length = this.number(2);
    const flags = this.number(1);
    const runs = flags & 8 ? this.number(2) : 0;
    const extra = flags & 4 ? this.number(4) : 0;
    let isWide = (flags & 1) === 1;
    let text = '';
    while (text.length < length) {
      if (this.turn()) isWide = (this.number(1) & 1) === 1;
      text += String.fromCharCode(isWide ? this.number(2) : this.number(1));
    }
    this.skip(runs * 4 + extra);
    return text;
  }
}

/** A number packed into four bytes: the upper half of a double or an integer, perhaps in hundredths. */
function unpackRk(packed: number): number {
  const scale = packed & 1 ? 100 : 1;
  if (packed & 2) return (packed >> 2) / scale;
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(4, packed & ~3, true);
  return view.getFloat64(0, true) / scale;
}

interface Globals {
  readonly texts: readonly string[];
  readonly sheets: ReadonlyMap<string, number>;
}

function readGlobals(stream: Uint8Array): Globals {
  const sheets = new Map<string, number>();
  let texts: string[] = [];
  for (let at = 0; ; ) {
    const record = recordAt(stream, at);
    at = record.next;
    if (record.type === TYPE.eof) return { texts, sheets };
    if (record.type === TYPE.filePass) throw new BadWorkbook('the workbook is encrypted');
    if (record.type === TYPE.boundSheet) {
      const { data } = record;
      const isWide = (data.getUint8(7) & 1) === 1;
      const letters = Array.from({ length: data.getUint8(6) }, (_, k) => String.fromCharCode(isWide ? data.getUint16(8 + k * 2, true) : data.getUint8(8 + k)));
      sheets.set(letters.join(''), data.getUint32(0, true));
    }
    if (record.type === TYPE.sst) {
      const pieces = [record.data];
      while (recordAt(stream, at).type === TYPE.continue) {
        const more = recordAt(stream, at);
        pieces.push(more.data);
        at = more.next;
      }
      const reader = new TextReader(pieces);
      reader.skip(8);
      texts = Array.from({ length: record.data.getUint32(4, true) }, () => reader.text());
    }
  }
}

/** The result of a formula when it is a number; text, truth values and errors are not. */
function formulaResult(data: DataView): number | null {
  return data.getUint16(12, true) === 0xffff ? null : data.getFloat64(6, true);
}

/** Puts the cells of one record in their places. */
function place({ type, data }: BiffRecord, texts: readonly string[], put: (row: number, column: number, cell: Cell | null | undefined) => void): void {
  if (data.byteLength < 6) return;
  const [row, column] = [data.getUint16(0, true), data.getUint16(2, true)];
  if (type === TYPE.number) put(row, column, data.getFloat64(6, true));
  else if (type === TYPE.rk) put(row, column, unpackRk(data.getInt32(6, true)));
  else if (type === TYPE.labelSst) put(row, column, texts[data.getUint32(6, true)]);
  else if (type === TYPE.formula) put(row, column, formulaResult(data));
  else if (type === TYPE.mulRk) for (let k = 0; 4 + k * 6 + 6 <= data.byteLength - 2; k += 1) put(row, column + k, unpackRk(data.getInt32(4 + k * 6 + 2, true)));
}

/** The cells of one sheet of an older Excel workbook (.xls, BIFF8). Throws BadWorkbook. */
export function readSheet(bytes: Uint8Array, name: string): Sheet {
  const stream = new CompoundFile(bytes).stream('Workbook');
  const { texts, sheets } = readGlobals(stream);
  const begin = sheets.get(name);
  if (begin === undefined) throw new BadWorkbook(`there is no sheet called ${name}; there is ${[...sheets.keys()].join(', ')}`);
  const cells = new Map<number, Map<number, Cell>>();
  const put = (row: number, column: number, cell: Cell | null | undefined) => {
    if (cell === null || cell === undefined) return;
    const found = cells.get(row) ?? new Map<number, Cell>();
    cells.set(row, found.set(column, cell));
  };
  for (let at = begin, depth = 0; ; ) {
    const record = recordAt(stream, at);
    at = record.next;
    // A chart inside the sheet is a stream of its own, begin and end included.
    if (record.type === TYPE.beginning) depth += 1;
    else if (record.type === TYPE.eof) depth -= 1;
    else if (depth === 1) place(record, texts, put);
    if (depth === 0) return cells;
  }
}
