/** Sections: the named binary parts that an index on disk is made of. */

/** Name (a plain file name: lower-case letters, digits, `-`, one dot) to bytes. */
export type Sections = ReadonlyMap<string, Uint8Array>;
