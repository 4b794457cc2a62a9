/** What the splitting of sentences must know of a language: its abbreviations and how sentences begin. */

/**
 * Abbreviations are written without their last stop. Capitals count ("Sat." is a day, "sat." is not),
 * except that a sentence's first word and headlines may be capitalised.
 */
export interface LanguageRules {
	/** Never the end of a sentence: titles before a name, "e.g.". */
	readonly leading: ReadonlySet<string>;
	/** Before a number not the end, otherwise a word like any other: "No. 5", but "No. He left." */
	readonly numbered: ReadonlySet<string>;
	/** The end only where one of `starters` follows: "Inc.", "U.S.", months. */
	readonly trailing: ReadonlySet<string>;
	/** Lower-case words that open a sentence far more often than a name. */
	readonly starters: ReadonlySet<string>;
	/** Whether "3." is an ordinal, as in "3. Oktober". */
	readonly hasOrdinalStops: boolean;
}

/** The rules of a BCP 47 language; an unknown one has the English abbreviations and sentence starters. */
export function rulesOf(lang: string | null): LanguageRules {
	const language = (lang ?? "en").toLowerCase().split(/[-_]/, 1)[0] ?? "en";
	let rules = memo.get(language);
	if (rules === undefined) {
		rules = makeRules(language);
		if (LISTS.has(language) || ORDINAL_STOPS.has(language)) memo.set(language, rules);
	}
	return rules;
}

interface Lists {
	readonly leading: string;
	readonly numbered: string;
	readonly trailing: string;
	readonly starters: string;
}

/** In use in every language of the Latin script. */
const COMMON: Omit<Lists, "starters"> = {
	leading: "Dr Prof Mr Mrs Ms cf vs Ph",
	numbered: "No no Nr nr p pp vol Vol fig Fig art Art",
	trailing: "St etc al Jr Sr Inc Ltd Co Corp",
};

const ENGLISH: Lists = {
	leading:
		"Mx Messrs Drs Rev Hon Gov Gen Lt Col Cmdr Adm Capt Cpl Maj Sgt Sen Sens Rep Reps Pres Supt " +
		"Insp Det Mt Ft Fr Ald Amb Atty Brig Cdr Dir e.g i.e eg ie viz esp approx ca",
	numbered:
		"Nos nos pg vols Vols figs Figs eq Eq eqs ch Ch chs chap Chap sec Sec sect Sect par para cl " +
		"pt Pt op Op ver ex Ex tab",
	trailing:
		"Bros Esq Ave Av Blvd Rd Sts Hwy Pkwy Sq Dept dept Univ Assn Assoc Jan Feb Mar Apr Jun Jul " +
		"Aug Sep Sept Oct Nov Dec ed eds est misc hr hrs lb lbs oz ft tel ext incl excl Ala Ariz " +
		"Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Mo Mont Neb Nev Okla " +
		"Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ph.D Mfg Intl",
	starters:
		"a about according after although an and another as at because before both but by despite " +
		"during each even every few finally first following for four from had has have he her here " +
		"his how however i if in instead it its just last later like many meanwhile more most much " +
		"my neither new next no none not nothing now of on once one only other our over people " +
		"several she since so some soon still such ten that the their then there therefore these " +
		"they this those though three through thus to today two under unlike until we what when " +
		"where whether which while who why with within without yet you your",
};

/** Chosen by reading lists of each language's usual abbreviations and most frequent first words. */
const LISTS: ReadonlyMap<string, Lists> = new Map([
	["en", ENGLISH],
	[
		"de",
		{
			leading:
				"Hr Hrn Fr Frl Dipl Ing Mag Hl z.B z.b d.h u.a i.d.R i.d.r o.ä u.ä z.T z.t v.a bzw vgl " +
				"Vgl ca evtl ggf inkl exkl insb sog zzgl bspw lt gem geb gest Bgm Abg Rechtsanw",
			numbered: "S Abs Bd Bde Kap Ziff Abb Tab Jg H Rn Anm Aufl Pos Hs Tel",
			trailing:
				"usw Str Jh Jhd Mio Mrd Tsd Std Min Sek Mo Di Mi Do Sa So Jan Feb Mär Apr Jun Jul Aug " +
				"Sep Sept Okt Nov Dez Hrsg Ges Uni Verl n.Chr v.Chr u.s.w",
			starters:
				"aber alle allerdings als am an anders auch auf aus außerdem bei beide bis da dabei " +
				"dadurch daher damit danach dann daran darauf darum das dass davon dazu dem den denn " +
				"der deren deshalb dessen die dies diese dieser dieses doch dort durch ein eine einem " +
				"einen einer einige er erst es etwa euer für gegen hier ich ihr ihre im in ist ja " +
				"jede jeder jedes jedoch jetzt kein keine man manche mehr mit nach nachdem nein nicht " +
				"noch nun nur ob obwohl oder ohne schon sein seine seit seitdem sie so sogar somit " +
				"sondern später trotz trotzdem um und unser unter viele vom von vor wann warum was " +
				"weil welche wenn wer wie wieder wir wo während zu zuerst zum zur zwar zwei zwischen",
		},
	],
	[
		"fr",
		{
			leading: "M MM Mme Mmes Mlle Mlles Me Mgr Pr Dr Drs Vve Ste p.ex c.-à-d c-à-d env ex",
			numbered: "n N chap t pl réf al tél par éd",
			trailing: "av boul bd janv févr avr juil sept oct nov déc dép s.v.p apr J.-C Cie Sté suiv",
			starters:
				"ainsi alors après au aucun aucune aujourd'hui aussi autre aux avant avec car ce ceci " +
				"cela celle celui ces cet cette ceux chaque ce c'est comme comment dans de depuis des " +
				"deux donc du elle elles en enfin ensuite est et eux il ils je jusqu'à l la là le les " +
				"leur leurs lors lorsque l'un ma mais malgré mes moi mon ne ni non nos notre nous on " +
				"or où ou par parce pendant personne peu plus plusieurs pour pourquoi pourtant puis " +
				"quand que quel quelle quelques qui quoi rien sa sans se selon ses si son sous sur ta " +
				"tandis tel toujours tous tout toute toutefois très trois tu un une vers voici voilà " +
				"vos votre vous",
		},
	],
	[
		"es",
		{
			leading:
				"Sra Sras Srta Sres Dra Dres D Dª Dña Lic Ing Arq Gral Mons Ud Uds Vd EE p.ej ej aprox",
			numbered: "núm Núm nº pág págs cap tel tomo apdo pto",
			trailing:
				"Avda Av Cía Cia S.A UU EE.UU a.C d.C ene abr may jun jul ago sept oct nov dic dpto Ltda",
			starters:
				"a además ahora al algo algunas algunos ante antes aquel aquella aquí así aún aunque " +
				"cada casi como con contra cuando cuál cuándo de del desde después donde dos durante e " +
				"el él ella ellas ellos en entonces entre era es esa ese eso esta este esto estos está " +
				"fue ha hacia hasta hay hoy incluso la las le les lo los luego mañana mas más mi " +
				"mientras mucho muchos muy nada nadie ni no nos nosotros nuestra nuestro nunca o otra " +
				"otro para pero poco por porque pues que qué quien quién se sea según ser si sí sin " +
				"sino sobre solo son su sus también tampoco tan tanto te toda todas todo todos tras " +
				"tres tu tú un una unas uno unos usted y ya yo",
		},
	],
	[
		"pt",
		{
			leading: "Sra Sras Srta Srs Dra Drs D Exmo Exma Eng Arq Gen Pe V p.ex ex aprox",
			numbered: "n núm nº pág págs cap tel al",
			trailing: "Av R Cia Ltda S.A a.C d.C jan fev abr mai jun jul ago set out nov dez dept EUA",
			starters:
				"a agora ainda além algumas alguns ante antes ao aos após aquela aquele aqui as assim " +
				"até cada com como contra da das de depois desde do dois dos durante e é ela elas ele " +
				"eles em enquanto então entre era essa esse esta este eu foi há hoje isso isto já lá " +
				"mais mas mesmo meu minha muito muitos na nada nas nem ninguém no nos nossa nosso nunca " +
				"o onde os ou outra outro para pela pelo pois por porém porque portanto pouco quais " +
				"qual quando quanto que quem se segundo sem sempre seu seus sim sob sobre sua suas " +
				"também tão todas todo todos três tudo um uma umas uns você",
		},
	],
	[
		"it",
		{
			leading:
				"Sig sig Sigg sigg sigra Dott dott Avv avv Ing ing On on Arch arch Geom Mons Rag p.es es ecc. ca",
			numbered: "n pag pagg cap tel tav co",
			trailing:
				"ecc Soc S.p.A s.p.a S.r.l s.r.l a.C d.C gen feb mar apr mag giu lug ago set ott nov dic",
			starters:
				"a ad adesso ai al alcune alcuni alla alle allora altri anche ancora anzi appena " +
				"attraverso c'è che chi ci ciò come con contro così cui da dal dalla dall'altra davanti " +
				"degli dei del della delle dello dentro di dietro dopo dove due dunque durante e è ecco " +
				"ed egli ella era essa essi esso fino fra fu gli già ha ho i il in infatti infine " +
				"inoltre intanto invece io l la le lei lo loro ma mai mentre mia mio molti molto ne né " +
				"nel nella nelle nessuno niente noi non nostra nostro nulla o ogni oggi ora per perché " +
				"però più poi poiché prima proprio può qual quale quando quanto quasi quella quelli " +
				"quello quest questa queste questi questo qui quindi se secondo sempre senza si sia sono " +
				"sopra sotto su sua subito sue sul sulla suo suoi tra tre troppo tu tutta tutti tutto " +
				"un una uno verso vi voi",
		},
	],
	[
		"nl",
		{
			leading:
				"dhr Dhr mevr Mevr mw Mw drs Drs ir Ir ing Ing mr ds Ds bijv bv d.w.z o.a m.b.t t.a.v i.p.v ca resp incl excl evt nl m.a.w z.g.n",
			numbered: "blz pag hfdst dl tel afb tab",
			trailing:
				"enz e.d v.Chr n.Chr jan feb mrt apr jun jul aug sep sept okt nov dec gem mln mld N.V B.V",
			starters:
				"aan af al alle alleen als andere bij binnen daar daarna daardoor daarom dan dat de deze " +
				"die dit doch door drie dus echter een eerst elke en er eén geen haar had heeft hem het " +
				"hier hij hoe hoewel hun ik in is ja je jij jullie kan maar me meer men met mijn na naar " +
				"nadat nee niet niets nog nu of om omdat onder ons onze ook op over pas sinds sommige te " +
				"tegen terwijl toch toen tot tussen twee u uit uw van vandaag veel volgens voor waar " +
				"waarom want wanneer was wat we wel welke werd wie wij worden wordt zal ze zelfs zich " +
				"zij zijn zo zoals zonder",
		},
	],
]);

/** Languages that write ordinal numbers with a stop. */
const ORDINAL_STOPS: ReadonlySet<string> = new Set(
	"de da nb nn no fi cs sk hu et lv sl hr sr bs is".split(" "),
);

const memo = new Map<string, LanguageRules>();

function makeRules(language: string): LanguageRules {
	const lists = LISTS.get(language) ?? ENGLISH;
	return {
		leading: words(COMMON.leading, lists.leading),
		numbered: words(COMMON.numbered, lists.numbered),
		trailing: words(COMMON.trailing, lists.trailing),
		starters: words(lists.starters),
		hasOrdinalStops: ORDINAL_STOPS.has(language),
	};
}

function words(...lists: readonly string[]): ReadonlySet<string> {
	return new Set(lists.flatMap((list) => list.split(" ")));
}
