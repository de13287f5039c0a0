export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le-bom' | 'utf-16be-bom' | 'windows-1252';
export type Delimiter = ',' | ';' | '\t' | '|';
export type Decimal = '.' | ',';

/**
 * How day and month stand in dates such as 03/04/2025. `none`: no such dates occur (ISO or dotted dates only);
 * `ambiguous`: no day above 12 decides; `mixed`: days above 12 occur on both sides.
 */
export type DateOrder = 'none' | 'dmy' | 'mdy' | 'ambiguous' | 'mixed';
