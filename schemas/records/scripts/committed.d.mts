export declare function findAltered(recordsDir: string): string[] | undefined
