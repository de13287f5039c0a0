import { normaliseName } from '../header-words';

/** What may happen to a book, as a file states it. */
export const TRANSACTION_TYPES = ['opening', 'buy', 'sell', 'deposit', 'withdrawal', 'income', 'fee', 'split', 'reconciliation'] as const;
export type TransactionType = (typeof TRANSACTION_TYPES)[number];

const WORDS: Readonly<Record<TransactionType, string>> = {
  opening: 'opening opening_balance opening_position initial_balance anfangsbestand eroffnung eroffnungsbestand solde_initial position_initiale saldo_iniziale saldo_inicial beginsaldo',
  buy: 'buy bought purchase kauf wertpapierkauf ankauf achat acquisto compra aankoop koop b reinvestment reinvest drip',
  sell: 'sell sold sale verkauf wertpapierverkauf vente vendita venta verkoop s redemption',
  deposit: 'deposit contribution cash_in transfer_in einzahlung einlage versement depot versamento deposito ingreso aportacion storting',
  withdrawal: 'withdrawal withdraw cash_out transfer_out distribution auszahlung entnahme retrait prelievo retiro reintegro opname onttrekking',
  income: 'income dividend dividends cash_dividend interest coupon dividende ausschuttung zins zinsen ertrag ertrage kupon dividendes interet interets dividendo dividendi interessi cedola cedole intereses cupon rente rendite',
  fee: 'fee fees commission charge charges management_fee custody_fee gebuhr gebuhren depotgebuhr entgelt frais commission commissione commissioni spese comision comisiones kosten provisie tax withholding_tax',
  reconciliation: 'reconciliation correction adjustment korrektur ausgleich correction ajustement rettifica correccion correctie',
  split: 'split stock_split share_split aktiensplit division frazionamento desdoblamiento splitsing',
};

const TYPES: ReadonlyMap<string, TransactionType> = new Map(TRANSACTION_TYPES.flatMap((type) => WORDS[type].split(' ').map((word) => [word, type] as const)));

/** The kind of transaction that a cell names, in English or another European language, or null. */
export const transactionType = (cell: string): TransactionType | null => TYPES.get(normaliseName(cell)) ?? null;
