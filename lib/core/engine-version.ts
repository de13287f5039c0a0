/** Grows whenever the same inputs would give other digits. Stored with every recommendation and backtest. */
export const ENGINE_VERSION = '0.1.1';
