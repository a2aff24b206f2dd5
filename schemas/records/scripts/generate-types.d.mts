/** Reads avro/*.avsc and returns the text of every generated file, by file name. Writes nothing. */
export declare function generate(): Record<string, string>
