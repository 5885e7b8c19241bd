import { type Card, type CardId, newCard } from '@/lib/card/card';
import { randomFrom } from '../bench/scanning/camera.mjs';

/**
 * Thirty invented business contacts with realistic properties, used to measure the size of codes and links.
 * Their family names, sites and numbers do not occur in the text of the compression model (lib/share/link-model.ts);
 * common words, first names and towns do, as they would for anyone. Columns:
 * given|family|prefix|suffix|title|organisation|unit|site|e-mail|area codes|street|extended|locality|region|code|country|languages
 */
const ROWS = `Maëlle|Bergevin-Roy||CPA|Directrice des finances|Scierie Portneuf inc.||scierieportneuf.ca|mbergevin@scierieportneuf.ca|418 581x214|27, rue du Quai||Donnacona|Québec|G3M 1C7|Canada|fr,en
Théo|Lachapelle|||Ébéniste|Atelier Lachapelle|||theo.lachapelle@outlook.com|450|310, rang Saint-Joseph||Mirabel|Québec|J7N 2T5|Canada|fr
Noémie|Thibodeau-Ayotte|Me||Avocate en droit du travail|Ayotte Grenier avocats||ayottegrenier.com|nayotte@ayottegrenier.com|514 438|1250, boulevard René-Lévesque Ouest|bureau 3610|Montréal|Québec|H3B 4W8|Canada|fr,en,es
Karim|Benchekroun|||Fondateur|Épicerie Zaatar||epiceriezaatar.com|bonjour@epiceriezaatar.com|438|6655, rue Saint-Hubert||Montréal|Québec|H2S 2M5|Canada|fr,ar
Geneviève|Ouimet-Laurin|Dre||Vétérinaire|Clinique vétérinaire du Mont||vetdumont.ca|g.ouimet@vetdumont.ca|450x3|88, rue Principale Est||Magog|Québec|J1X 1Y4|Canada|fr,en
Hubert|Des Ruisseaux||ing., M. Sc.|Chargé de projet|Hydro-Conseil Boréal|Barrages et ouvrages|hydroboreal.com|hdesruisseaux@hydroboreal.com|819 873x4402|455, avenue Jacques-Cartier|3e étage|Sherbrooke|Québec|J1J 3A8|Canada|fr
Annabelle|Fiset|||Courtière immobilière|Fiset & filles||fiset-immobilier.com|annabelle@fiset-immobilier.com|418|||Lévis|Québec||Canada|fr,en
Yannick|Ouellette|||Maître brasseur|Microbrasserie La Marée haute|||yannick@mareehaute.beer|418|12, route 132 Ouest||Rimouski|Québec|G5L 7B1|Canada|fr
Soraya|Haddad-Morin||Ph. D.|Chercheuse|Université du Littoral|Département de biologie|ulittoral.ca|soraya.haddad-morin@ulittoral.ca|418x6675|300, allée des Ursulines||Rimouski|Québec|G5L 3A1|Canada|fr,en,ar
Philémon|Castonguay|||Arboriculteur|Les Émondeurs du Richelieu||emondeursrichelieu.ca|info@emondeursrichelieu.ca|450 514|||Chambly|Québec|J3L 4A7|Canada|fr
Justine|Kanapé|||Agente de développement|Conseil des entreprises innues||ceinnues.ca|jkanape@ceinnues.ca|418 581|100, boulevard Messek||Pessamit|Québec|G0H 1B0|Canada|fr,en
Raphaël|Saint-Onge||CRHA|Conseiller principal|Cap RH||cap-rh.com|raphael.saintonge@cap-rh.com|581|979, avenue de Bourgogne|bureau 320|Québec|Québec|G1W 2L4|Canada|fr,en
Capucine|Delaunay|||Architecte d’intérieur|Studio Delaunay||studio-delaunay.fr|capucine@studio-delaunay.fr|+336|14, rue des Carmes||Nantes||44000|France|fr,en
Bastien|Roussel|||Gérant|Roussel Couverture SARL||roussel-couverture.fr|contact@roussel-couverture.fr|+332 +336|ZA de la Plaine||Saint-Herblain||44800|France|fr
Aïcha|Belkacem|Dr||Médecin du travail|Santé Travail Rhône|Pôle Est|st-rhone.fr|a.belkacem@st-rhone.fr|+334|220, cours Lafayette||Lyon||69003|France|fr
Guilhem|Estève|||Vigneron|Domaine de l’Arbousier||domainearbousier.fr|guilhem.esteve@orange.fr|+334 +336|Chemin des Oliviers||Faugères||34600|France|fr,en
Mathilde|Le Goff|||Responsable communication|Coopérative Armor Lait||armorlait.coop|m.legoff@armorlait.coop|+332|8, quai Surcouf||Saint-Malo||35400|France|fr,en
Ousmane|Diabaté|||Traiteur|Teranga Saveurs||terangasaveurs.fr|ousmane@terangasaveurs.fr|+336|||Montreuil||93100|France|fr
Margaret|O’Rourke||P.Eng.|Senior Structural Engineer|Halifax Bridge Works Ltd.||hfxbridge.ca|morourke@hfxbridge.ca|902x118|1741 Lower Water Street|Suite 400|Halifax|NS|B3J 2R5|Canada|en,fr
Devon|Abernathy|||Owner|Abernathy Tree Care||abernathytrees.com|devon@abernathytrees.com|613|||Kingston|ON|K7L 3N6|Canada|en
Priya|Raghunathan|||Product Manager|Lakeshore Analytics|Platform|lakeshoreanalytics.io|priya.raghunathan@lakeshoreanalytics.io|416 647|401 Bay Street|Suite 1600|Toronto|ON|M5H 2Y4|Canada|en
Wyatt|Kowalchuk|||Sales Representative|Prairie Grain Systems||prairiegrain.com|wkowalchuk@prairiegrain.com|306 639|2200 Albert Street||Regina|SK|S4P 2V2|Canada|en
Siobhan|Fitzgerald|||Realtor|Coastline Homes||coastlinehomes.ca|siobhan@coastlinehomes.ca|604|||Vancouver|BC||Canada|en
Marcus|Thibault||CFP|Financial Planner|Thibault Wealth Partners||thibaultwealth.com|marcus@thibaultwealth.com|802x12|76 Main Street||Burlington|VT|05401|USA|en,fr
Hannah|Lindqvist|||Curator|Museum of Northern Light||monl.org|hlindqvist@monl.org|207|15 Free Street||Portland|ME|04101|USA|en
Terrence|Washington|||Chief of Staff|Office of Councilwoman Reyes|||terrence.washington@cityhall.gov|617|1 City Hall Square|Room 550|Boston|MA|02201|USA|en,es
Grace|Oyelaran|Dr.|DDS|Dentist|Maple Family Dental||maplefamilydental.ca|drgrace@maplefamilydental.ca|905|55 King Street West||Hamilton|ON|L8P 1A2|Canada|en
Lucas|Van den Berg|||Export Manager|Polder Flowers BV|North America|polderflowers.com|l.vandenberg@polderflowers.com|647|||Mississauga|ON||Canada|en
Emily|Arsenault|||Event Planner|Tide & Table||tideandtable.ca|hello@tideandtable.ca|506|9 Church Street||Moncton|NB|E1C 4Z3|Canada|en,fr
Jonah|Blackwood|||Photographer||||jonah.blackwood@gmail.com|250||||BC||Canada|en`;

export const CONTACTS: readonly Card[] = ROWS.split('\n').map((row, index) => contactOf(row, index));

function contactOf(row: string, index: number): Card {
  const [given, family, prefix, suffix, title, organisation, unit, site, email, phones, ...rest] = row.split('|');
  const [street, extended, locality, region, code, country, languages] = rest;
  const random = randomFrom(index + 1);
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const number = (area: string) =>
    area.startsWith('+33') ? `${area}${digits(8)}` : `+1${area}${2 + (index % 8)}${digits(6)}`;
  return newCard(`contact-${index}` as CardId, 1_790_000_000_000 + index, {
    givenNames: given ?? '',
    familyNames: family ?? '',
    honorificPrefixes: prefix ?? '',
    honorificSuffixes: suffix ?? '',
    title: title ?? '',
    organisation: organisation ?? '',
    unit: unit ?? '',
    website: site ? `https://${index % 3 === 0 ? 'www.' : ''}${site}` : '',
    emails: [{ id: 'e', kind: 'work', address: email ?? '' }],
    phones: (phones ?? '').split(' ').map((part, position) => {
      const [area = '', extension = ''] = part.split('x');
      return {
        id: `p${position}`,
        kind: position === 0 && extension !== '' ? 'work' : position === 0 ? 'cell' : 'work',
        number: number(area),
        extension,
      };
    }),
    address: {
      streetAddress: street ?? '',
      extendedAddress: extended ?? '',
      locality: locality ?? '',
      region: region ?? '',
      postalCode: code ?? '',
      countryName: country ?? '',
    },
    languages: (languages ?? '').split(',').filter(Boolean),
  });
}
