import { describeSearchEngine } from "../../contracts/search-engine.ts";
import { makeOramaEngine } from "./make-orama-engine.ts";

describeSearchEngine("The embedded engine", makeOramaEngine);
