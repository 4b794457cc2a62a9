/** The languages whose words are stemmed and whose stop words are known, by BCP 47 primary subtag. */

import { stemmer as arabicStemmer } from "@orama/stemmers/arabic";
import { stemmer as armenianStemmer } from "@orama/stemmers/armenian";
import { stemmer as bulgarianStemmer } from "@orama/stemmers/bulgarian";
import { stemmer as danishStemmer } from "@orama/stemmers/danish";
import { stemmer as dutchStemmer } from "@orama/stemmers/dutch";
import { stemmer as finnishStemmer } from "@orama/stemmers/finnish";
import { stemmer as frenchStemmer } from "@orama/stemmers/french";
import { stemmer as germanStemmer } from "@orama/stemmers/german";
import { stemmer as greekStemmer } from "@orama/stemmers/greek";
import { stemmer as hungarianStemmer } from "@orama/stemmers/hungarian";
import { stemmer as indianStemmer } from "@orama/stemmers/indian";
import { stemmer as indonesianStemmer } from "@orama/stemmers/indonesian";
import { stemmer as irishStemmer } from "@orama/stemmers/irish";
import { stemmer as italianStemmer } from "@orama/stemmers/italian";
import { stemmer as lithuanianStemmer } from "@orama/stemmers/lithuanian";
import { stemmer as nepaliStemmer } from "@orama/stemmers/nepali";
import { stemmer as norwegianStemmer } from "@orama/stemmers/norwegian";
import { stemmer as portugueseStemmer } from "@orama/stemmers/portuguese";
import { stemmer as romanianStemmer } from "@orama/stemmers/romanian";
import { stemmer as russianStemmer } from "@orama/stemmers/russian";
import { stemmer as sanskritStemmer } from "@orama/stemmers/sanskrit";
import { stemmer as serbianStemmer } from "@orama/stemmers/serbian";
import { stemmer as spanishStemmer } from "@orama/stemmers/spanish";
import { stemmer as swedishStemmer } from "@orama/stemmers/swedish";
import { stemmer as tamilStemmer } from "@orama/stemmers/tamil";
import { stemmer as turkishStemmer } from "@orama/stemmers/turkish";
import { stemmer as ukrainianStemmer } from "@orama/stemmers/ukrainian";
import { stopwords as arabicStopWords } from "@orama/stopwords/arabic";
import { stopwords as armenianStopWords } from "@orama/stopwords/armenian";
import { stopwords as bulgarianStopWords } from "@orama/stopwords/bulgarian";
import { stopwords as danishStopWords } from "@orama/stopwords/danish";
import { stopwords as dutchStopWords } from "@orama/stopwords/dutch";
import { stopwords as englishStopWords } from "@orama/stopwords/english";
import { stopwords as finnishStopWords } from "@orama/stopwords/finnish";
import { stopwords as frenchStopWords } from "@orama/stopwords/french";
import { stopwords as germanStopWords } from "@orama/stopwords/german";
import { stopwords as greekStopWords } from "@orama/stopwords/greek";
import { stopwords as hungarianStopWords } from "@orama/stopwords/hungarian";
import { stopwords as indianStopWords } from "@orama/stopwords/indian";
import { stopwords as indonesianStopWords } from "@orama/stopwords/indonesian";
import { stopwords as irishStopWords } from "@orama/stopwords/irish";
import { stopwords as italianStopWords } from "@orama/stopwords/italian";
import { stopwords as lithuanianStopWords } from "@orama/stopwords/lithuanian";
import { stopwords as nepaliStopWords } from "@orama/stopwords/nepali";
import { stopwords as norwegianStopWords } from "@orama/stopwords/norwegian";
import { stopwords as portugueseStopWords } from "@orama/stopwords/portuguese";
import { stopwords as romanianStopWords } from "@orama/stopwords/romanian";
import { stopwords as russianStopWords } from "@orama/stopwords/russian";
import { stopwords as sanskritStopWords } from "@orama/stopwords/sanskrit";
import { stopwords as serbianStopWords } from "@orama/stopwords/serbian";
import { stopwords as spanishStopWords } from "@orama/stopwords/spanish";
import { stopwords as swedishStopWords } from "@orama/stopwords/swedish";
import { stopwords as tamilStopWords } from "@orama/stopwords/tamil";
import { stopwords as turkishStopWords } from "@orama/stopwords/turkish";
import { stopwords as ukrainianStopWords } from "@orama/stopwords/ukrainian";
import { stemEnglish } from "./english-stemmer.ts";

/** A language as the analysis of text sees it. */
export interface LanguageRules {
	/** Primary subtag, `en`. */
	readonly code: string;
	/** The language's English name, as Orama's public API takes it. */
	readonly name: string;
	readonly stem: (word: string) => string;
	/** Whether the stemmer wants words without accents; others are folded after stemming. */
	readonly foldsBeforeStemming: boolean;
	/** Elision: `l'avion` is two words. */
	readonly splitsAtApostrophes: boolean;
	/** Whether stems begin as their words do: prefixes are no business of the stemmer. */
	readonly keepsFirstLetter: boolean;
	readonly stopWords: readonly string[];
}

/** Languages whose stemmers change nothing but ends; the tests hold them to it. */
const SUFFIX_STEMMERS: ReadonlySet<string> = new Set(
	"da de en es fi fr hu it nl no pt ro ru sv uk".split(" "),
);

const keepWord = (word: string): string => word;

/** Text in a language without a stemmer is indexed word by word, as written. */
const OTHER_LANGUAGE: LanguageRules = {
	code: "und",
	name: "other",
	stem: keepWord,
	foldsBeforeStemming: true,
	splitsAtApostrophes: false,
	keepsFirstLetter: true,
	stopWords: [],
};

const RULES: readonly LanguageRules[] = [
	rules("ar", "arabic", arabicStemmer, arabicStopWords),
	rules("bg", "bulgarian", bulgarianStemmer, bulgarianStopWords),
	rules("da", "danish", danishStemmer, danishStopWords),
	rules("de", "german", germanStemmer, germanStopWords),
	rules("el", "greek", greekStemmer, greekStopWords),
	rules("en", "english", stemEnglish, englishStopWords),
	rules("es", "spanish", spanishStemmer, spanishStopWords),
	rules("fi", "finnish", finnishStemmer, finnishStopWords),
	rules("fr", "french", frenchStemmer, frenchStopWords),
	rules("ga", "irish", irishStemmer, irishStopWords),
	rules("hi", "indian", indianStemmer, indianStopWords),
	rules("hu", "hungarian", hungarianStemmer, hungarianStopWords),
	rules("hy", "armenian", armenianStemmer, armenianStopWords),
	rules("id", "indonesian", indonesianStemmer, indonesianStopWords),
	rules("it", "italian", italianStemmer, italianStopWords),
	rules("lt", "lithuanian", lithuanianStemmer, lithuanianStopWords),
	rules("ne", "nepali", nepaliStemmer, nepaliStopWords),
	rules("nl", "dutch", dutchStemmer, dutchStopWords),
	rules("no", "norwegian", norwegianStemmer, norwegianStopWords),
	rules("pt", "portuguese", portugueseStemmer, portugueseStopWords),
	rules("ro", "romanian", romanianStemmer, romanianStopWords),
	rules("ru", "russian", russianStemmer, russianStopWords),
	rules("sa", "sanskrit", sanskritStemmer, sanskritStopWords),
	rules("sr", "serbian", serbianStemmer, serbianStopWords),
	rules("sv", "swedish", swedishStemmer, swedishStopWords),
	rules("ta", "tamil", tamilStemmer, tamilStopWords),
	rules("tr", "turkish", turkishStemmer, turkishStopWords),
	rules("uk", "ukrainian", ukrainianStemmer, ukrainianStopWords),
];

const BY_CODE: ReadonlyMap<string, LanguageRules> = new Map([
	...RULES.map((language): [string, LanguageRules] => [language.code, language]),
	...aliases("no", ["nb", "nn"]),
]);
const BY_NAME: ReadonlyMap<string, LanguageRules> = new Map(
	RULES.map((language) => [language.name, language]),
);

/** The rules for a BCP 47 tag (`pt-BR`) or one of Orama's language names (`portuguese`). */
export function languageRules(language: string): LanguageRules {
	const code = language.toLowerCase();
	const primary = code.split(/[-_]/, 1)[0] ?? "";
	return BY_CODE.get(primary) ?? BY_NAME.get(code) ?? OTHER_LANGUAGE;
}

function rules(
	code: string,
	name: string,
	stem: (word: string) => string,
	stopWords: readonly string[],
): LanguageRules {
	return {
		code,
		name,
		stem,
		foldsBeforeStemming: code === "en",
		splitsAtApostrophes: code === "fr" || code === "it",
		keepsFirstLetter: SUFFIX_STEMMERS.has(code),
		stopWords,
	};
}

function aliases(code: string, tags: readonly string[]): [string, LanguageRules][] {
	const language = RULES.find((candidate) => candidate.code === code);
	return language === undefined ? [] : tags.map((tag) => [tag, language]);
}
