/** A log that keeps nothing: where what is logged is no part of what is looked at. */
export const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
