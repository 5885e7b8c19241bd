import { foldText } from './fold-text';

/** Words that name a company, a service or a place of work, folded. */
const ORGANISATION =
  /\b(?:inc|ltee|ltd|llc|enr|senc|sencrl|sarl|sas|groupe|group|clinique|clinic|cabinet|agence|agency|societe|company|compagnie|cie|ville|city|universite|university|college|cegep|ecole|school|centre|center|institut|institute|hopital|hospital|studio|atelier|boulangerie|restaurant|garage|pharmacie|banque|bank|caisse|fondation|foundation|association|chambre|ministere|conseil|services|solutions|construction|immobilier|assurances?|notaires|avocats|architectes|corp|corporation|gmbh)\b/;

/** A legal form at the end, or a kind of company at the start: no person is named «Garage Côté» or «Acier inc.». */
const COMPANY =
  /^(?:(?:le |la |les |l |the )?(?:groupe|clinique|agence|societe|compagnie|ville de|municipalite|universite|college|cegep|ecole|centre|institut|hopital|studio|boulangerie|restaurant|garage|pharmacie|banque|caisse|fondation|association|chambre de|ministere|services|constructions?|entreprises?|assurances?)\b .*|.* (?:inc|ltee|ltd|llc|enr|senc|sencrl|sarl|gmbh|corp|corporation|et associes|et fils|and sons))$/;

/** Whether a name can only be that of an organisation. */
export const isOrganisationName = (name: string): boolean => COMPANY.test(foldText(name));

/** Whether a text has a word that only the name of an organisation has. */
export const namesOrganisation = (text: string): boolean =>
  ORGANISATION.test(foldText(text)) || /(?:^|\s)S\.?A\.?$/.test(text.trim());
