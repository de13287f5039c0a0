import { isAscii, isUtf8 } from 'node:buffer';
import { completeUtf8Length } from './dialect';
import type { Encoding } from './notation';
import { FileRefusal } from './findings';
import { decodeWindows1252 } from './windows-1252';

/**
 * Turns the bytes of a file into UTF-8 bytes without a byte order mark, slice by slice.
 *
 * A file taken for UTF-8 because it began with plain ASCII becomes windows-1252 at its first byte that is not UTF-8,
 * as long as no UTF-8 character was seen before it; after one the file mixes encodings and is refused.
 */
export class Transcoder {
  private carry: Uint8Array = new Uint8Array(0);
  private sawMultiByte = false;
  private bomBytes: number;
  private readonly wide: TextDecoder | null;

  constructor(public encoding: Encoding) {
    this.bomBytes = encoding === 'utf-8-bom' ? 3 : 0;
    this.wide = encoding === 'utf-16le-bom' ? new TextDecoder('utf-16le') : encoding === 'utf-16be-bom' ? new TextDecoder('utf-16be') : null;
  }

  /** The slice in UTF-8. Throws FileRefusal when the encoding changes within the file. */
  write(slice: Uint8Array): Uint8Array {
    if (this.wide) return Buffer.from(this.wide.decode(slice, { stream: true }), 'utf8');
    if (this.encoding === 'windows-1252') return Buffer.from(decodeWindows1252(slice), 'utf8');
    const bytes = this.withCarry(slice);
    const complete = bytes.subarray(0, completeUtf8Length(bytes));
    if (!isUtf8(complete)) return this.fallBack(bytes);
    this.carry = Uint8Array.from(bytes.subarray(complete.length));
    if (!this.sawMultiByte) this.sawMultiByte = !isAscii(complete);
    return complete;
  }

  /** What is left at the end of the file. */
  end(): Uint8Array {
    if (this.wide) return Buffer.from(this.wide.decode(), 'utf8');
    return this.carry.length === 0 ? this.carry : this.fallBack(this.carry);
  }

  private withCarry(slice: Uint8Array): Uint8Array {
    const fresh = slice.subarray(Math.min(this.bomBytes, slice.length));
    this.bomBytes -= Math.min(this.bomBytes, slice.length);
    return this.carry.length === 0 ? fresh : Buffer.concat([this.carry, fresh]);
  }

  private fallBack(bytes: Uint8Array): Uint8Array {
    if (this.sawMultiByte || this.encoding === 'utf-8-bom') {
      throw new FileRefusal(0, 'the file begins as UTF-8 and holds bytes that are not UTF-8; save it again in one encoding');
    }
    this.encoding = 'windows-1252';
    this.carry = new Uint8Array(0);
    return Buffer.from(decodeWindows1252(bytes), 'utf8');
  }
}
