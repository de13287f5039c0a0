/** A unit that a header states for its column. */
export type HeaderUnit = 'percent' | 'bp';

/** A header cell as it is compared, and what it says about the unit or currency of its column. */
export interface HeaderName {
  readonly name: string;
  readonly unit: HeaderUnit | null;
  readonly currency: string | null;
}

const LONGEST_NAME = 100;
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const SIGNS: Readonly<Record<string, string | null>> = { '€': 'EUR', '£': 'GBP', '₹': 'INR', '¥': null, $: null };

function bracketsOf(cell: string): { readonly bare: string; readonly inside: readonly string[] } {
  const inside: string[] = [];
  const bare = cell.replace(/\s*[([]([^)\]]*)[)\]]\s*/g, (_, text: string) => {
    inside.push(text.trim());
    return ' ';
  });
  return { bare: bare.trim() === '' ? cell : bare.trim(), inside };
}

function currencyOf(words: readonly string[]): string | null {
  for (const word of words) {
    if (CURRENCIES.has(word)) return word;
    if (word in SIGNS && SIGNS[word] !== null) return SIGNS[word];
  }
  return null;
}

function unitOf(cell: string): HeaderUnit | null {
  if (/%|\bpercent\b|\bpct\b|\bprozent\b|\bpourcent/i.test(cell.replace(/_/g, ' '))) return 'percent';
  return /\bbps?\b|\bbasis points?\b/i.test(cell.replace(/_/g, ' ')) ? 'bp' : null;
}

const plain = (text: string): string =>
  text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/ß/g, 'ss').toLowerCase().replace(/[\p{Sc}%#*:.'’"]+/gu, ' ').trim().replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '');

/** Reads a header cell: `Kurs (EUR)` is kurs in EUR, `Gewicht in %` is gewicht in percent. */
export function readHeaderName(cell: string): HeaderName {
  // What is longer is no name that anybody looks for.
  if (cell.length > LONGEST_NAME) return { name: '', unit: null, currency: null };
  const { bare, inside } = bracketsOf(cell);
  const words = bare.split(/\s+/);
  const currency = currencyOf([...inside, ...words.slice(1), ...(bare.match(/\p{Sc}/u) ?? [])]);
  const named = words.filter((word, i) => i === 0 || !(CURRENCIES.has(word) || /^\p{Sc}$/u.test(word))).join(' ');
  const name = plain(named).replace(/_(?:in|en|prozent|percent|pct)$/, '').replace(/_in$/, '');
  return { name, unit: unitOf(cell), currency };
}

/** A header cell as it is compared: lower case, no accents, no unit, words joined by one underscore. */
export const normaliseName = (cell: string): string => readHeaderName(cell).name;

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** What a column is called in the exports of banks, brokers and publishers, by role. Normalised as `normaliseName` does. */
export const HEADER_WORDS = {
  date: words(`date sasdate datum fecha data dato dag day jour tag giorno dia time timestamp observation_date trade_date price_date value_date valuation_date as_of as_of_date
    month monat mois mese mes maand period periode periodo quarter quartal trimestre handelstag borsentag buchungstag buchungsdatum valuta_datum date_operation date_de_l_operation fecha_operacion data_operazione transactiedatum year_month yearmonth yyyymm`),
  code: words(`symbol ticker instrument code asset security_id ric bloomberg_ticker kurzel kuerzel symbole simbolo instrumento strumento asset_class fund_code mnemonic`),
  identifier: words(`isin isin_code code_isin codice_isin codigo_isin isin_nummer wkn valor valoren valorennummer valoren_nr cusip sedol figi`),
  name: words(`name bezeichnung beschreibung description security security_name instrument_name wertpapier wertpapierbezeichnung titel titre libelle designation valeur valeurs nom
    denominazione descrizione titolo nome descripcion nombre valor producto product produkt omschrijving naam fonds fund fund_name fondo holding investment position anlage anlageklasse actif activo attivita beleggingen effect waardepapier`),
  quantity: words(`quantity shares units qty quantite stuck stuecke stueck stucke anzahl menge nominal nominale nominal_stuck bestand stuck_nominale nombre_de_parts parts qte quantita q_ta qta pezzi
    cantidad titulos participaciones acciones aantal stuks quantidade antal maengde mengde quantity_held number_of_shares face_value`),
  price: words(`price last_price kurs kurs_aktuell aktueller_kurs borsenkurs schlusskurs bewertungskurs preis cours cours_actuel dernier_cours prix prezzo prezzo_di_mercato ultimo_prezzo quotazione
    precio precio_actual cotizacion ultimo_precio koers slotkoers prijs preco cotacao market_price closing_price share_price nav unit_price close_price kurswert_je_stuck`),
  value: words(`value market_value kurswert marktwert wert gesamtwert depotwert position_value mkt_value mkt_val mktval current_value valorisation valeur_de_marche valeur montant evaluation
    controvalore valore valore_di_mercato valor valor_de_mercado valor_actual valoracion importe marktwaarde waarde totale_waarde valor_mercado total_value amount balance`),
  currency: words(`currency ccy cur wahrung waehrung devise divisa valuta moneda moeda price_currency`),
  weight: words(`weight target target_weight strategic strategic_weight gewicht zielgewicht gewichtung zielgewichtung quote zielquote strategische_quote anteil poids poids_cible ponderation cible allocation
    peso peso_obiettivo obiettivo ponderazione ponderacion objetivo peso_objetivo weging streefgewicht doelgewicht target_allocation saa`),
  min: words(`min minimum min_weight lower lower_bound untergrenze min_gewicht mindestquote plancher minimo limite_inferieure limite_inferiore ondergrens floor`),
  max: words(`max maximum max_weight upper upper_bound obergrenze max_gewicht hochstquote plafond massimo maximo limite_superieure limite_superiore bovengrens cap`),
  group: words(`group asset_group gruppe groupe gruppo grupo groep category kategorie categorie`),
  cost: words(`cost_bps costbps cost transaktionskosten cout costo coste kosten`),
  gain: words(`gain gain_loss gewinn_verlust gewinn guv g_v p_l pnl profit_loss unrealized_gain_loss unrealised_gain_loss plus_moins_value plus_value utile_perdita plusvalenza ganancia_perdida resultado winst_verlies`),
  fee: words(`fee fees commission commissions gebuhr gebuhren kosten provision frais commissione commissioni spese comision comisiones provisie costs charges`),
  amount: words(`amount net_amount gross_amount betrag umsatz kurswert ausmachender_betrag montant montant_net importo controvalore importe bedrag total value`),
  type: words(`type transaction_type kind action transaction art typ vorgang buchungsart transaktion operation sens tipo operazione operacion tipo_operacion soort transactie side buy_sell`),
  ratio: words(`ratio split_ratio verhaltnis rapport rapporto proporcion verhouding`),
  series: words(`series_id series seriesid indicator indicateur indikator serie variable mnemonic`),
  observed: words(`value observation obs_value wert valeur valore valor waarde`),
  release: words(`release_date released releasedate release publication_date published veroffentlicht veroffentlichungsdatum known_at knownat`),
  vintage: words(`vintage vintage_date realtime_start realtime realtime_period_start vintage_start`),
  level: words(`level price value close adj_close adjusted_close kurs schlusskurs cours prezzo precio koers index_level nav`),
  periodReturn: words(`return returns total_return rendite ertrag rendement performance rendimento rentabilidad retorno r ret monthly_return daily_return`),
} as const satisfies Record<string, readonly string[]>;

/** What a column may be. */
export type HeaderRole = keyof typeof HEADER_WORDS;

/** A row of a table that states what the rows above add up to. Compared as `normaliseName` does. */
const TOTAL = /^(?:(?:account|portfolio|grand|overall|depot|konto|sub)_?)?(?:total|totals|subtotal|totale|totaal|summe|gesamt|gesamtsumme|gesamtwert|zwischensumme|endsumme|somme|suma|soma|summa|totaux|sous_total|subtotale|totaalwaarde|kokku|razem|i_alt|sum|gesamtbestand|depotwert|portfoliowert)$/;
const TOTAL_BEGINS = /^(?:(?:account|portfolio|grand|overall)_)?(?:total|subtotal|totale|totaal|summe|gesamt|zwischensumme|somme|suma|sous_total)(?:_|$)/;

/** Whether a label says that its row is a sum: `exact` by itself, `begins` only where the figures agree. */
export function totalLabel(label: string): 'exact' | 'begins' | null {
  const name = normaliseName(label);
  return TOTAL.test(name) ? 'exact' : TOTAL_BEGINS.test(name) ? 'begins' : null;
}

const CASH = /^(?:[a-z]{3}_)?(?:cash|cash_balance|cash_cash_investments|cash_and_cash_investments|cash_equivalents|cash_and_equivalents|cash_cash_equivalents|cash_and_cash_equivalents|settlement_fund|sweep|uninvested_cash|liquiditat|liquide_mittel|barbestand|bargeld|kontostand|verrechnungskonto|guthaben|kontoguthaben|konto|liquidites|especes|tresorerie|solde_especes|compte_especes|liquidita|contanti|saldo|saldo_liquido|efectivo|liquidez|tesoreria|liquide_middelen|liquiditeiten|contanten|geld|kas|caixa|disponible|disponibilita)(?:_[a-z]{3})?$/;

/** Whether a label names uninvested money, in English or another European language. */
export const isCashLabel = (label: string): boolean => CASH.test(normaliseName(label));

/** Where text stands below a table: sources, notes, terms. */
const FOOTER = /[:;©*†]|^\W|\b(?:source|note|disclaimer|data|as of|copyright|generated|exported|downloaded|quelle|stand|hinweis|haftung|angaben|erstellt|fuente|fonte|nota|note|bron|opmerking|avertissement|all rights|end of (?:file|report)|values? (?:are|in)|not (?:fdic|insured))\b/i;
const LONG_TEXT = 40;

/** Whether a text below a table reads like a note and not like the beginning of a row. */
export const isFooterText = (text: string): boolean => text.length > LONG_TEXT || FOOTER.test(text);
