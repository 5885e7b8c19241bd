// The text that primes the coder of links: invented cards in the format of link-record.ts, and words common on cards.
// Frozen: a link made with it can be read only with it. Any change requires a new format version.
// `|x` is the tag of field x (link-record.ts); `~1` to `~8` are its references.

const CARDS = `|gMarie-Ève|fTremblay|sing.|tDirectrice générale|oConstruction Beaulieu inc.|wconstructionbeaulieu.ca|e~5~3~8|k5142841190|q201|c5149277043|r1200, rue Sherbrooke Ouest|ybureau 400|zMontréal|AQuébec|BH3A 1K4|CCanada|Lfr,en
|gJean-François|fGagnon|sCPA|tComptable|oGagnon et associés|w~2.com|e~1.~3~8|k4186533372|c4185580276|r350, boulevard Charest Est|zQuébec|AQuébec|BG1K 3H5|CCanada|Lfr
|gSophie|fBouchard|pMe|tNotaire|oÉtude Bouchard Lavoie|wetudebouchardlavoie.ca|e~5~3~8|k8195691838|r77, rue Principale|zGatineau|AQuébec|BJ8X 2K1|CCanada|Lfr,en
|gLuc|fCôté|tPrésident|oGroupe Côté ltée|w=groupecote.com|e~1~8|k4504634471|q225|c4387902815|r2500, chemin du Lac|zLongueuil|AQuébec|BJ4N 1G8|CCanada|Lfr,en,es
|gNathalie|fRoy|pDre|tPhysiothérapeute|oClinique de la Rive-Sud|nService aux entreprises|w~2.ca|einfo~8|k4509227754|q3|r60, avenue du Parc|y2e étage|zLaval|AQuébec|BH7N 5E2|CCanada|Lfr
|gÉric|fLévesque|tConseiller en sécurité financière|oDesjardins assurances|e~1.~3@hotmail.com|c5819961207|zSaguenay|AQuébec|CCanada|Lfr
|gIsabelle|fFortin|tCourtière immobilière agréée|oImmobilier Royal|w=~2.com|e~1@gmail.com|c5145063329|zTrois-Rivières|AQuébec|CCanada|Lfr,en
|gMohamed|fHaddad|tTraiteur|oSaveurs d’Orient|e~1.~3@outlook.com|c5148391062|r5400, rue Saint-Denis|zMontréal|AQuébec|BH2J 4B7|CCanada|Lfr,ar
|gCamille|fDubois|tArchitecte|oAtelier Dubois|w~2.fr|econtact~8|k/140219873|c/612480957|r12, rue de la République|zParis|B75011|CFrance|Lfr,en
|gNicolas|fMartin|tGérant|oMartin Menuiserie SARL|w=martin-menuiserie.fr|e~5.~3~8|k/478923106|c/670913824|r3, place de l’Église|zLyon|B69002|CFrance|Lfr
|gAnne|fLe Roux|tResponsable commerciale|oSociété Bretonne de Conserves|wsb-conserves.fr|e~5.~3~8|k/298440713|r25, quai de la Gare|zBrest|B29200|CFrance|Lfr
|gPierre|fMoreau|tVigneron|oDomaine des Tilleuls|wdomainedestilleuls.fr|e~1.~3@wanadoo.fr|k/556210498|c/681290375|rRoute de Bordeaux|zSaint-Émilion|B33330|CFrance
|gJohn|fMacDonald|sP.Eng.|tSenior Project Manager|oMaritime Engineering Ltd.|wmaritimeengineering.ca|e~5~3~8|k9024920371|q112|c9022207761|r1500 Hollis Street|ySuite 300|zHalifax|ANS|BB3J 1V7|CCanada|Len,fr
|gSarah|fWilson|tRealtor|oCapital Homes Realty|wcapitalhomes.ca|e~1~8|c6137240918|r180 Elgin Street|zOttawa|AON|BK2P 2K3|CCanada|Len
|gDavid|fChen|tMarketing Director|oNorthern Lights Software|w~2.com|e~1.~3~8|k4169730284|c6475019336|r100 King Street West|ySuite 5700|zToronto|AON|BM5X 1C7|CCanada|Len
|gJennifer|fThompson|pDr.|tFamily Dentist|oThompson Dental Care|w~2.com|ehello~8|k6046839102|r900 West Georgia Street|zVancouver|ABC|BV6C 2W6|CCanada|Len
|gMichael|fJohnson|tOwner|oJohnson & Sons Plumbing|w=johnsonplumbing.com|e~1~8|k6175420933|c8573370184|r25 Main Street|zBoston|AMA|B02110|CUSA|Len,es
|gEmma|fSmith|tSales Manager|oBlue River Coffee Company|w~2.com|e~5~3~8|k2076218840|q14|r8 Church Road|zPortland|AME|B04103|CUSA|Len
|gPatrick|fSimard|tPhotographe|e~1.~3@gmail.com|c4183390527|P/in/~1-~3|zLévis|AQuébec|CCanada|Lfr|Fmessage
|gJulie|fPelletier|uelle|tConsultante en ressources humaines|oCap Humain|w~2.ca|e~1~8|c5149830472|HJ’aide les PME à garder leurs gens.|Lfr,en|Femail
|gOlivier|fGauthier|uil|tAgent de développement|oChambre de commerce de l’Estrie|nDéveloppement économique|wccestrie.ca|e~5~3~8|k8198220713|q118|r9, rue Wellington Nord|zSherbrooke|AQuébec|BJ1H 5B3|CCanada|Lfr|Fphone
`;
const WORDS = `|gMaxime Alexandre Mathieu Philippe François André Martin Louis Claude Michel Robert Daniel Simon Samuel Antoine Vincent Benoît Stéphane Sylvie Chantal Catherine Valérie Caroline Véronique Mélanie Émilie Audrey Gabrielle Laurence Charlotte Thomas William James Richard Christopher Elizabeth Margaret Lisa Karen Andrew Matthew Kevin Ryan Rachel Laura Amanda Jessica Hannah Grace Emily Lucas Jonathan
|fMorin Lavoie Bélanger Gagné Poirier Cloutier Girard Ouellet Lapointe Bergeron Leblanc Couture Desjardins Villeneuve Demers Bernard Petit Durand Lefebvre Laurent Garcia Nguyen Brown Miller Davis Anderson Taylor Campbell Stewart Kelly Saint- Des Van de la
|tAdjointe administrative Agente Analyste Avocat Chargée de projet Chef de service Chercheur Coordonnatrice Designer graphique Développeur Directeur des ventes des finances des opérations adjoint Ébéniste Entrepreneur Fondatrice Infirmière Ingénieure Journaliste Massothérapeute Propriétaire Psychologue Rédactrice Représentant Responsable communication Technicien Thérapeute Traductrice Vice-présidente Account Executive Chief Officer Consultant Coordinator Engineer Event Planner Financial Advisor Planner Founder Lawyer Product Manager Representative Vice President Teacher Therapist
|oAgence Artisans Assurances Atelier Boulangerie Cabinet Café Centre Clinique Coopérative Conseil Conception Courtage Design Distribution Éditions École Électricité Entreprises Épicerie Équipements Ferme Fleuriste Fondation Garage Gestion Groupe Hôtel Imprimerie Institut Laboratoire Librairie Maison Microbrasserie Ministère Musée Notaires Paysagement Pharmacie Plomberie Restaurant Salon Services conseils Solutions Studio Studios Technologies Toitures Traiteur Transport Université Département Ville inc. ltée SARL SAS Ltd. Inc. LLC Group Partners Systems Works Wealth Analytics Associates University Museum Family Homes Design Tree Care North America
|r avenue allée boulevard chemin cours montée place quai rang route impasse ZA Saint-Laurent Saint-Joseph Sainte-Catherine René-Lévesque Notre-Dame Jacques-Cartier de Maisonneuve Est Nord Sud Avenue Road Drive Lane Square Bay Street Water Street Albert Street East North South Floor Room Unit étage local bureau
|zRimouski Drummondville Granby Terrebonne Repentigny Brossard Saint-Jean-sur-Richelieu Saint-Jérôme Joliette Victoriaville Magog Mirabel Chambly Alma Sept-Îles Marseille Toulouse Nice Nantes Saint-Nazaire Strasbourg Montpellier Bordeaux Lille Rennes Grenoble Calgary|AAB|zEdmonton|AAB|zWinnipeg|AMB|zRegina|ASK|zMoncton|ANB|zVictoria|ABC|zKingston|AON|zHamilton|AON|zMississauga|AON|zNew York|ANY|zBurlington|AVT|zChicago|AIL
|wwww.-conseil.ca.qc.ca.com.fr.org.io.net.coop.gouv.immobilier courtage renovation architecture traduction.com|ebonjour~8|eservice@|eadmin@yahoo.ca|e@videotron.ca|e@sympatico.ca|e@free.fr|e@orange.fr|e@icloud.com|e@bell.net`;

export const LINK_MODEL = CARDS + WORDS;
