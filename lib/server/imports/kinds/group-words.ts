import { ASSET_GROUPS, type AssetGroup } from '../../../core/base/units';

const WORDS: Readonly<Record<AssetGroup, string>> = {
  equity: 'equities|stocks|aktien|actions|azioni|acciones|renta variable|aandelen|ações|aktier',
  bond: 'bonds|fixed income|anleihen|renten|obligationen|obligations|obbligazioni|bonos|renta fija|obligaties|obrigações|obligationer',
  cash: 'liquidität|liquidités|liquidità|liquidez|liquiditeiten|kontanter',
  alternative: 'alternatives|alternativ|alternative anlagen|alternatifs|alternativi|alternativos|alternatieven',
  other: 'others|sonstige|andere|autres|altri|otros|overig|outros',
};

/** The group that a word names, in English or another European language. */
export const GROUP_WORDS: ReadonlyMap<string, AssetGroup> = new Map(ASSET_GROUPS.flatMap((group) => [group, ...WORDS[group].split('|')].map((word) => [word, group] as const)));
