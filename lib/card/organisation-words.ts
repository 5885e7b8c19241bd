import { foldText } from './fold-text';

/** Words that name a company, a service or a place of work, folded. */
const ORGANISATION =
  /\b(?:inc|ltee|ltd|llc|enr|senc|sencrl|sarl|sas|sa|groupe|group|clinique|clinic|cabinet|agence|agency|societe|company|compagnie|cie|ville|city|universite|university|college|cegep|ecole|school|centre|center|institut|institute|hopital|hospital|studio|atelier|boulangerie|restaurant|garage|pharmacie|banque|bank|caisse|fondation|foundation|association|chambre|ministere|conseil|services|solutions|construction|immobilier|assurances?|notaires|avocats|architectes|corp|corporation|gmbh)\b/;

/** Whether a text has a word that only the name of an organisation has. */
export const namesOrganisation = (text: string): boolean => ORGANISATION.test(foldText(text));
